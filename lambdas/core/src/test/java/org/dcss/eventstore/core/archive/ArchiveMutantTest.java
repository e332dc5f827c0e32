package org.dcss.eventstore.core.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= ENOUGH; seed++) {
                        new ArchiveSchedule(seed, mutant.parts(), THREADS).run();
                    }
                })
                .isInstanceOf(AssertionError.class);
    }
}
