package org.dcss.eventstore.core.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.dcss.eventstore.core.KnownSeeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("schedules")
final class ArchiveMutantTest {

    /** Many more than any mutant has needed. */
    private static final int ENOUGH = 2_000;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void isFound(ArchiveMutant mutant) {
        AtomicLong tried = new AtomicLong();

        assertThatThrownBy(() -> {
                    for (long seed : KnownSeeds.toTry(mutant.name(), ENOUGH).toArray()) {
                        tried.set(seed);
                        new ArchiveSchedule(seed, mutant.parts(), THREADS).run();
                    }
                })
                .isInstanceOf(AssertionError.class);
        System.out.printf("%7d  %s%n", tried.get(), mutant);
    }
}
