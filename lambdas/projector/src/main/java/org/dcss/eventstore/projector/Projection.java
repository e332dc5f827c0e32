package org.dcss.eventstore.projector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewConflictException;

/** Has all followers take steps in turn: whatever befalls one, the others go on. For one thread. */
final class Projection {

    private final List<Runner> runners;
    private final Projector projector;
    private final Settling settling;
    private final Clock clock;

    /** @param projector whose pages the followers share */
    Projection(List<Follower> followers, Projector projector, Settling settling, Clock clock) {
        this.runners =
                followers.stream().map(follower -> new Runner(follower, clock)).toList();
        this.projector = projector;
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * A step that failed.
     *
     * @param follower the follower's name
     */
    record Failure(String follower, RuntimeException cause) {

        /** Whether it found kept what the log does not say: then trying again helps nothing. */
        boolean isConflict() {
            return cause instanceof ViewConflictException;
        }
    }

    /**
     * What came of a run.
     *
     * @param events how many were applied, each once for every follower
     * @param caughtUp whether all followers were caught up in one round, but for those that failed
     * @param lag how far the last of them lies behind the last settled slot; empty where none has begun
     */
    record Report(int events, boolean caughtUp, Optional<Duration> lag, List<Failure> failures) {}

    /** Goes round until nothing more has settled for anybody, or it is time: the step that has begun then still ends. */
    Report run(Instant until) {
        List<Failure> failures = new ArrayList<>();
        int events = 0;
        boolean caughtUp = false;
        while (!caughtUp && clock.instant().isBefore(until)) {
            caughtUp = true;
            projector.nextRound();
            for (Runner runner : runners) {
                if (!runner.isPaused()) {
                    try {
                        Projector.Step step = runner.step();
                        events += step.events();
                        caughtUp &= step.caughtUp();
                    } catch (RuntimeException e) {
                        runner.pause();
                        failures.add(new Failure(runner.name(), e));
                    }
                }
            }
        }
        Slot horizon = settling.horizon(clock.instant());
        Optional<Duration> lag =
                runners.stream().flatMap(runner -> runner.lag(horizon).stream()).max(Comparator.naturalOrder());
        return new Report(events, caughtUp, lag, failures);
    }
}
