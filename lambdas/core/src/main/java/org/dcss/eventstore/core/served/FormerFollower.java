package org.dcss.eventstore.core.served;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * Keeps up the version of a view that is served as long as another one is wanted but has not caught up, and a little longer,
 * for readers who have not noticed. For one thread.
 */
public final class FormerFollower implements Follower {

    private final String view;
    private final String wanted;
    private final Function<ServedView, Optional<Follower>> making;
    private final ViewTable table;
    private final Clock clock;
    private Optional<Follower> former = Optional.empty();
    private Instant lookAgain = Instant.MIN;

    /**
     * A follower.
     *
     * @param view such as {@code entities}
     * @param wanted the name of the version that is kept anyway
     * @param making follows another version; empty where this program cannot keep it any more
     */
    public FormerFollower(
            String view, String wanted, Function<ServedView, Optional<Follower>> making, ViewTable table, Clock clock) {
        this.view = view;
        this.wanted = wanted;
        this.making = making;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public String name() {
        return view + " as it was";
    }

    @Override
    public Optional<Slot> through() {
        return former.flatMap(Follower::through);
    }

    @Override
    public Projector.Step step() {
        Instant now = clock.instant();
        if (!now.isBefore(lookAgain)) {
            Optional<ServedView> served =
                    ServedView.of(table, view).filter(version -> !version.name().equals(wanted));
            former = served.flatMap(version ->
                    former.filter(kept -> kept.name().equals(version.name())).or(() -> making.apply(version)));
            lookAgain = now.plus(ServedFollower.KNOWN);
        }
        return former.map(Follower::step).orElse(new Projector.Step(new Slot(0), 0, true));
    }
}
