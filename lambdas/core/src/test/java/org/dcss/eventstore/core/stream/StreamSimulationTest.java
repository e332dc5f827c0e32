package org.dcss.eventstore.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random runs of appends. {@code -Dstream.seed} replays one, {@code -Dsimulation.schedules} asks for more. */
@Tag("schedules")
final class StreamSimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SCHEDULES = Long.getLong("simulation.schedules", 500);

    @Test
    void whatIsAppendedIsInItsStreamAndOnceInTheLog() {
        Long chosen = Long.getLong("stream.seed");
        if (chosen != null) {
            Set<StreamSight> unused = run(chosen);
            return;
        }
        long began = System.nanoTime();
        Set<StreamSight> seen = LongStream.range(FIRST, FIRST + SCHEDULES)
                .parallel()
                .mapToObj(StreamSimulationTest::run)
                .reduce(EnumSet.noneOf(StreamSight.class), StreamSimulationTest::union);
        System.out.printf("%n%,d schedules of appends, %.0f s%n", SCHEDULES, (System.nanoTime() - began) / 1e9);
        assertThat(seen).containsExactly(StreamSight.values());
    }

    private static Set<StreamSight> union(Set<StreamSight> one, Set<StreamSight> other) {
        Set<StreamSight> both = EnumSet.copyOf(one);
        both.addAll(other);
        return both;
    }

    private static Set<StreamSight> run(long seed) {
        try {
            return new StreamSchedule(seed, new StreamParts()).run();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "./mvnw -pl lambdas/core -am test -Dsurefire.failIfNoSpecifiedTests=false"
                            + " -Dtest=StreamSimulationTest -Dstream.seed="
                            + seed + " replays this",
                    e);
        }
    }
}
