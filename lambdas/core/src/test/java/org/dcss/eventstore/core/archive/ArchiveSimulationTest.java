package org.dcss.eventstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Random runs of archivers. {@code -Darchive.seed} replays one, {@code -Darchive.schedules} asks for more. */
final class ArchiveSimulationTest {

    private static final long FIRST_SEED = 1;
    private static final int SCHEDULES = Integer.getInteger("archive.schedules", 60);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test
    void archiveIsWhatTheLogSays() {
        Long chosen = Long.getLong("archive.seed");
        if (chosen != null) {
            Set<Sight> unused = run(chosen);
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
            return new ArchiveSchedule(seed, new ArchiveParts(), THREADS).run();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "./mvnw -pl lambdas/core -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ArchiveSimulationTest -Darchive.seed="
                            + seed + " replays this",
                    e);
        }
    }
}
