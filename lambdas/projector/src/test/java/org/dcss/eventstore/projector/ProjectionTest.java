package org.dcss.eventstore.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.junit.jupiter.api.Test;

final class ProjectionTest {

    private static final Settling SETTLING = new Settling(Duration.ofSeconds(3));

    private final MemoryEventTable log = new MemoryEventTable(100);
    private Instant now = Samples.slot(63_000).start();
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Projector projector = new Projector(new Feed(log, SETTLING, clock), new MemoryViewTable(10), 2);
    private final Follower counts = projector.follow(new Counts());
    private final Troubled troubled = new Troubled();

    /** Fails until told otherwise; has come through the first second of the day. */
    private static final class Troubled implements Follower {

        private Optional<RuntimeException> trouble = Optional.of(new ViewConflictException("other"));
        private final List<Boolean> steps = new ArrayList<>();

        @Override
        public String name() {
            return "troubled";
        }

        @Override
        public Projector.Step step() {
            steps.add(trouble.isEmpty());
            trouble.ifPresent(failure -> {
                throw failure;
            });
            return new Projector.Step(Samples.slot(60_000), 0, true);
        }

        @Override
        public Optional<Slot> through() {
            return Optional.of(Samples.slot(1_000));
        }
    }

    private void store(int events) {
        log.open(Samples.DAY);
        for (int i = 0; i < events; i++) {
            log.put(Samples.slot(i), Samples.event("e" + i));
        }
    }

    private Projection of(Follower... followers) {
        return new Projection(List.of(followers), projector, SETTLING, clock);
    }

    private Projection.Report run(Projection projection) {
        return projection.run(now.plusSeconds(1));
    }

    @Test
    void goesOnUntilNothingMoreHasSettled() {
        store(5);

        assertThat(run(of(counts))).isEqualTo(new Projection.Report(5, true, Optional.of(Duration.ZERO), List.of()));
    }

    @Test
    void troubleOfOneKeepsNobodyElseUp() {
        store(5);

        Projection.Report report = run(of(troubled, counts));

        assertThat(report.events()).isEqualTo(5);
        assertThat(report.failures()).hasSize(1).first().satisfies(failure -> {
            assertThat(failure.follower()).isEqualTo("troubled");
            assertThat(failure.isConflict()).isTrue();
        });
        assertThat(report.lag()).contains(Duration.ofSeconds(59));
    }

    @Test
    void whoFailedIsTriedAgainAfterAWhile() {
        Projection projection = of(troubled);
        run(projection);
        troubled.trouble = Optional.empty();
        run(projection);
        assertThat(troubled.steps).containsExactly(false);

        now = now.plus(Runner.PAUSE);

        assertThat(run(projection)).isEqualTo(new Projection.Report(0, true, Optional.of(Duration.ZERO), List.of()));
        assertThat(troubled.steps).containsExactly(false, true);
    }

    @Test
    void endsWhenItIsTimeAndGoesOnFromThere() {
        store(6);
        Follower slow = new Follower() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Projector.Step step() {
                now = now.plusSeconds(1);
                return counts.step();
            }

            @Override
            public Optional<Slot> through() {
                return counts.through();
            }
        };
        Projection projection = of(slow);

        assertThat(projection.run(now.plusSeconds(2)))
                .isEqualTo(new Projection.Report(4, false, Optional.of(Duration.ofMillis(62_000 - 3)), List.of()));
        assertThat(projection.run(now.plusSeconds(2)).events()).isEqualTo(2);
    }

    @Test
    void viewThatHasNotBegunHasNoLag() {
        store(5);

        assertThat(of(counts).run(now).lag()).isEmpty();
    }
}
