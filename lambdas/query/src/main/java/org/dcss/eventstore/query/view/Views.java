package org.dcss.eventstore.query.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;

/**
 * The views as a reader sees them. While a view's rule changes, the version that is complete is read: the projector names
 * it in the item {@code ("served", view)}. Safe for use by several threads.
 */
public final class Views {

    /** How long the name of a view's version is believed: a version that is read no more is kept for longer. */
    static final Duration BELIEVED = Duration.ofSeconds(5);

    private static final String SERVED = "served";

    /** The projector begins once a minute. */
    private static final Map<String, String> SOON = Map.of("Retry-After", "60");

    private final ViewTable table;
    private final Set<String> switchedOn;
    private final ViewReader reader;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(ViewItem served, Instant since) {}

    /** @param switchedOn such as {@code counts} */
    public Views(ViewTable table, Set<String> switchedOn, EventLog log, Settling settling, Clock clock) {
        this.table = table;
        this.switchedOn = Set.copyOf(switchedOn);
        this.reader = new ViewReader(log, settling, table, clock);
        this.clock = clock;
    }

    public ViewTable table() {
        return table;
    }

    /** Exact at the horizon; see {@link ViewReader#ask}. */
    public <T> ViewReader.Exact<T> ask(View view, Function<ViewTable, T> question) {
        return reader.ask(view, question);
    }

    /**
     * Finds the version of a view that is read now.
     *
     * @param view without its version, such as {@code entities}
     */
    public Served served(String view) {
        if (!switchedOn.contains(view)) {
            return new Served.None(off(view));
        }
        return item(view)
                .<Served>map(item -> now(item.content().text()))
                .orElseGet(() -> new Served.None(filling(view)));
    }

    /** As {@link #served(String)}, for a view of which this version reads one version only. */
    public Optional<Answer> unless(View served, String view) {
        Served found = served(view);
        if (found instanceof Served.Now now) {
            return now.name().equals(served.name()) ? Optional.empty() : Optional.of(filling(view));
        }
        return Optional.of(((Served.None) found).answer());
    }

    private Optional<ViewItem> item(String view) {
        Instant now = clock.instant();
        Known before = known.get(view);
        if (before != null && now.isBefore(before.since().plus(BELIEVED))) {
            return Optional.of(before.served());
        }
        Optional<ViewItem> item = table.get(new ViewKey(SERVED, view));
        item.ifPresent(served -> known.put(view, new Known(served, now)));
        return item;
    }

    private static Served.Now now(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? new Served.Now(text, "") : new Served.Now(text.substring(0, end), text.substring(end + 1));
    }

    /** For a view that this store does not keep. */
    public static Answer off(String view) {
        return Answer.of(ProblemType.NOT_FOUND
                .because("The view " + view + " is switched off in this store. Whoever runs it can switch it on.")
                .toResponse());
    }

    private static Answer filling(String view) {
        return Answer.of(ProblemType.UNAVAILABLE
                .because("The view " + view + " is being filled from the log. Nothing is lost; please try again in some"
                        + " minutes.")
                .toResponse(SOON));
    }
}
