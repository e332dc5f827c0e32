package org.dcss.eventstore.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.local.function.FunctionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final Semaphore begun = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void goesOnAfterARunThatFailed() throws InterruptedException {
        Schedule schedule = Schedule.start(
                request -> {
                    begun.release();
                    throw new FunctionException("fails");
                },
                SHORT,
                Clock.systemUTC());
        begun.acquire(3);

        schedule.close();
    }

    @Test
    void oneRunAtATimeAndNoneIsCutOff() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(1);
        Schedule schedule = Schedule.start(
                request -> {
                    if (underWay.incrementAndGet() > 1) {
                        together.countDown();
                    }
                    begun.release();
                    pause();
                    underWay.decrementAndGet();
                    ended.incrementAndGet();
                    return new byte[0];
                },
                SHORT,
                Clock.systemUTC());
        begun.acquire(3);

        schedule.close();

        int runs = ended.get();
        assertThat(runs).isGreaterThanOrEqualTo(3);
        assertThat(underWay).hasValue(0);
        assertThat(together.getCount()).isEqualTo(1);
        pause();
        assertThat(ended).hasValue(runs);
    }

    @Test
    void longIntervalKeepsNobodyWaitingForTheEnd() throws InterruptedException {
        Schedule schedule = Schedule.start(
                request -> {
                    begun.release();
                    return new byte[0];
                },
                Duration.ofDays(1),
                Clock.systemUTC());
        begun.acquire();

        schedule.close();

        assertThat(begun.availablePermits()).isZero();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
