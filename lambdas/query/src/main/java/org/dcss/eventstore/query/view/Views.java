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
import org.dcss.eventstore.core.served.ServedView;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;

/**
 * The views as a reader sees them: for each one the version that the projector has completed. Safe for use by several threads.
 */
public final class Views {

    /**
     * How long the name of a view's version is believed. One that is kept up no more is as right as before: what it does not
     * hold is read from the log.
     */
    static final Duration BELIEVED = Duration.ofSeconds(30);

    public static final String COUNTS = "counts";
    public static final String ENTITIES = "entities";
    public static final String XLOG = "xlog";

    /** Is switched together with the counts. */
    public static final String SOURCES = "sources";

    /** The projector begins once a minute. */
    private static final Map<String, String> SOON = Map.of("Retry-After", "60");

    private final ViewTable table;
    private final Set<String> switchedOn;
    private final ViewReader reader;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(ServedView version, Instant since) {}

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
     * Which version of a view is read.
     *
     * @param view without its version, such as {@code entities}
     */
    public Served served(String view) {
        if (!switchedOn.contains(view.equals(SOURCES) ? COUNTS : view)) {
            return new Served.None(off(view));
        }
        return version(view).<Served>map(Served.Version::new).orElseGet(() -> new Served.None(filling(view)));
    }

    /** What to answer where this version of a view is not what is read; empty where it is. */
    public Optional<Answer> refusal(String view, View wanted) {
        Served served = served(view);
        if (served instanceof Served.Version found) {
            return found.version().name().equals(wanted.name()) ? Optional.empty() : Optional.of(filling(view));
        }
        return Optional.of(((Served.None) served).answer());
    }

    private Optional<ServedView> version(String view) {
        Instant now = clock.instant();
        Known before = known.get(view);
        if (before != null && now.isBefore(before.since().plus(BELIEVED))) {
            return Optional.of(before.version());
        }
        Optional<ServedView> version = ServedView.of(table, view);
        version.ifPresent(found -> known.put(view, new Known(found, now)));
        return version;
    }

    /** For a view that this store does not keep. */
    public static Answer off(String view) {
        return Answer.of(ProblemType.NOT_FOUND
                .because("The view " + view + " is switched off in this store. Whoever runs it can switch it on.")
                .toResponse());
    }

    /** For a view that is kept, but of which no version is complete that this program reads. */
    public static Answer filling(String view) {
        return Answer.of(ProblemType.UNAVAILABLE
                .because("The view " + view + " is being filled from the log. Nothing is lost; please try again in some"
                        + " minutes.")
                .toResponse(SOON));
    }
}
