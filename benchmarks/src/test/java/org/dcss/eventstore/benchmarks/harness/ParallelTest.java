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
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void threadsWorkAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);

        Parallel.each(2, List.of("first", "second"), any -> {
            both.countDown();
            both.await();
        });

        assertThat(both.getCount()).isZero();
    }

    /** A drain whose other threads wait for what the failed one took would never end. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFailureEndsTheOthers() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> Parallel.each(2, List.of("waits", "fails"), what -> {
                    if (what.equals("fails")) {
                        throw new IllegalStateException("broken");
                    }
                    never.await();
                }))
                .hasRootCauseMessage("broken");
    }

    @Test
    void theLastPartMayBeShorter() {
        assertThat(Parallel.parts(2, List.of(1, 2, 3, 4, 5))).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    }
}
