package org.dcss.eventstore.projector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;

/** A follower, and what is known of how it gets on. For one thread. */
final class Runner {

    /** How long a follower whose step failed is left alone: the failure may last. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Follower follower;
    private final Clock clock;
    private Instant pausedUntil = Instant.MIN;
    private boolean caughtUp;

    Runner(Follower follower, Clock clock) {
        this.follower = follower;
        this.clock = clock;
    }

    String name() {
        return follower.name();
    }

    /** Whether its last step failed a short while ago. */
    boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    Projector.Step step() {
        caughtUp = false;
        Projector.Step step = follower.step();
        caughtUp = step.caughtUp();
        return step;
    }

    void pause() {
        pausedUntil = clock.instant().plus(PAUSE);
    }

    /** How far it lies behind the last settled slot; empty where it has not begun, or that is not known. */
    Optional<Duration> lag(Slot horizon) {
        if (caughtUp) {
            return Optional.of(Duration.ZERO);
        }
        return follower.through()
                .filter(slot -> slot.millis() > 0)
                .map(slot -> Duration.ofMillis(Math.max(0, horizon.millis() - slot.millis())));
    }
}
