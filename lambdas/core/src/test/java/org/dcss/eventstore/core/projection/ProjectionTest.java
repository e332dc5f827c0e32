package org.dcss.eventstore.core.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random runs of projectors and readers. {@code -Dprojection.seed} replays one, {@code -Dprojection.schedules}
 * asks for more.
 */
@Tag("schedules")
final class ProjectionTest {

    private static final long FIRST_SEED = 1;
    private static final int SCHEDULES = Integer.getInteger("projection.schedules", 300);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test
    void viewsAreWhatTheLogSaysAtEverySettledMoment() {
        Long chosen = Long.getLong("projection.seed");
        if (chosen != null) {
            run(chosen);
            return;
        }
        // On all cores: until core's tests are over, the build has nothing else to do.
        Set<Sight> seen = LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES)
                .parallel()
                .mapToObj(ProjectionTest::run)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(Sight.values());
    }

    private static Set<Sight> run(long seed) {
        try {
            return new Schedule(seed, new Parts(), THREADS).run();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "./mvnw -pl lambdas/core -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ProjectionTest -Dprojection.seed="
                            + seed + " replays this",
                    e);
        }
    }
}
