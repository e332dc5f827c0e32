package org.dcss.eventstore.local.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;

/** Invokes a function at regular times. While one run is under way no other begins; times that are missed are left out. */
public final class Schedule implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(15);

    /** As EventBridge sends it, as far as anybody could want. */
    private static final byte[] EVENT =
            "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}".getBytes(StandardCharsets.UTF_8);

    private final LambdaFunction function;
    private final Duration interval;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    private Schedule(LambdaFunction function, Duration interval, Clock clock) {
        this.function = function;
        this.interval = interval;
        this.clock = clock;
    }

    /** Invokes the function now, and then until closed, whatever fails meanwhile; the function logs that. */
    public static Schedule start(LambdaFunction function, Duration interval, Clock clock) {
        Schedule schedule = new Schedule(function, interval, clock);
        schedule.worker.execute(schedule::work);
        return schedule;
    }

    private void work() {
        boolean goOn = true;
        while (goOn) {
            Instant next = clock.instant().plus(interval);
            try {
                function.invoke(EVENT);
            } catch (FunctionException e) {
                // The next run may go better.
            }
            goOn = !closesBefore(next);
        }
    }

    private boolean closesBefore(Instant next) {
        try {
            long left = Duration.between(clock.instant(), next).toMillis();
            return closing.await(Math.max(0, left), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Begins no further run, and waits for the one under way.
     *
     * @throws IllegalStateException if it has not ended after a time that is longer than any function's
     */
    @Override
    public void close() {
        closing.countDown();
        worker.shutdown();
        try {
            if (worker.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.shutdownNow();
        throw new IllegalStateException("a scheduled run was cut off");
    }
}
