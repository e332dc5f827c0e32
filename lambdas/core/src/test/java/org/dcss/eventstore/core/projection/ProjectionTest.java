package org.dcss.eventstore.core.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Random runs of projectors and readers. {@code -Dprojection.seed} replays one, {@code -Dprojection.schedules}
 * asks for more.
 */
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
        Set<Sight> seen = EnumSet.noneOf(Sight.class);
        for (int i = 0; i < SCHEDULES; i++) {
            seen.addAll(run(FIRST_SEED + i));
        }
        assertThat(seen).containsExactly(Sight.values());
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
