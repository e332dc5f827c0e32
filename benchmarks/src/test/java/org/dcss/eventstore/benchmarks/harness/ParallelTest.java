package org.dcss.eventstore.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParallelTest {

    @Test
    void resultsComeInTheOrderOfTheWork() throws Exception {
        CountDownLatch second = new CountDownLatch(1);

        List<String> results = Parallel.all(
                2,
                List.of(
                        () -> {
                            second.await();
                            return "first";
                        },
                        () -> {
                            second.countDown();
                            return "second";
                        }));

        assertThat(results).containsExactly("first", "second");
    }

    /** A drain whose other threads wait for what the failed one took would never end. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFailureEndsTheOthers() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> Parallel.all(
                        2,
                        List.of(
                                () -> {
                                    never.await();
                                    return "waited";
                                },
                                () -> {
                                    throw new IllegalStateException("broken");
                                })))
                .hasRootCauseMessage("broken");
    }

    @Test
    void theLastPartMayBeShorter() {
        assertThat(Parallel.parts(2, List.of(1, 2, 3, 4, 5))).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    }
}
