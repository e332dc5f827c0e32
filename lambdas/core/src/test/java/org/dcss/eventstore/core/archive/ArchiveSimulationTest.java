package org.dcss.eventstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random runs of archivers. {@code -Darchive.seed} replays one, {@code -Darchive.schedules} asks for more. */
@Tag("schedules")
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
        // On all cores: until core's tests are over, the build has nothing else to do.
        Set<Sight> seen = LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES)
                .parallel()
                .mapToObj(ArchiveSimulationTest::run)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(Sight.values());
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
