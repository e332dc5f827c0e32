package org.dcss.eventstore.core.served;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewTable;

/** Fills the version of a view that is wanted, and has it served once it has caught up. For one thread. */
public final class ServedFollower implements Follower {

    /** How long what is served is taken for known: a program of another version may have changed it. */
    static final Duration KNOWN = Duration.ofMinutes(1);

    private final String view;
    private final ServedView version;
    private final Follower follower;
    private final ViewTable table;
    private final Clock clock;
    private Instant lookAgain = Instant.MIN;

    /**
     * A follower.
     *
     * @param view such as {@code entities}
     * @param follower keeps the version
     */
    public ServedFollower(String view, ServedView version, Follower follower, ViewTable table, Clock clock) {
        this.view = view;
        this.version = version;
        this.follower = follower;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public String name() {
        return view;
    }

    @Override
    public Optional<Slot> through() {
        return follower.through();
    }

    @Override
    public Projector.Step step() {
        Projector.Step step = follower.step();
        Instant now = clock.instant();
        if (step.caughtUp() && !now.isBefore(lookAgain)) {
            version.serve(table, view, step.through());
            lookAgain = now.plus(KNOWN);
        }
        return step;
    }
}
