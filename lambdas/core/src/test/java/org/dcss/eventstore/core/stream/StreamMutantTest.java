package org.dcss.eventstore.core.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("schedules")
final class StreamMutantTest {

    /** Many more than any mutant has needed. */
    private static final int ENOUGH = 5_000;

    @ParameterizedTest
    @EnumSource
    void isFound(StreamMutant mutant) {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= ENOUGH; seed++) {
                        new StreamSchedule(seed, mutant.parts()).run();
                    }
                })
                .isInstanceOf(AssertionError.class);
    }
}
