package org.dcss.eventstore.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.dcss.eventstore.benchmarks.harness.Parallel;

/**
 * When requests are due. A request's time counts from when it was due: a server that stalls is charged for all that it
 * kept waiting.
 */
@FunctionalInterface
public interface Load {

    /** The longest time that is told apart from longer ones. */
    long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    /** Nanoseconds from the start to the next request; negative if there is to be none. Safe for several threads. */
    long next(long elapsedNanos);

    /** A client with one request under way at a time. */
    @FunctionalInterface
    interface Client extends AutoCloseable {

        /** Sends one request and waits for its answer. */
        void request() throws Exception;

        @Override
        default void close() throws IOException {}
    }

    /** How many requests were answered, and how long each took in nanoseconds. */
    record Done(double seconds, Histogram nanos) {

        public double perSecond() {
            return nanos.getTotalCount() / seconds;
        }

        public double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** A histogram of times in nanoseconds. */
    static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }

    /** A closed loop: each client sends its next request when the one before is answered, for so long. */
    static Load closed(Duration time) {
        return elapsed -> elapsed < time.toNanos() ? elapsed : -1;
    }

    /** An open loop: so many requests a second with exponential gaps, whether or not the answers keep up. */
    static Load open(int perSecond, Duration time) {
        Random random = new Random(perSecond);
        Queue<Long> due = new ConcurrentLinkedQueue<>();
        for (double at = 0; at < time.toNanos(); at -= Math.log(1 - random.nextDouble()) * 1e9 / perSecond) {
            due.add((long) at);
        }
        return elapsed -> {
            Long next = due.poll();
            return next == null ? -1 : next;
        };
    }

    /** Connects so many clients, lets them work off the load, each on a thread of its own, and closes them. */
    default Done run(int clients, Callable<? extends Client> connect) throws Exception {
        List<Client> connected = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                connected.add(connect.call());
            }
            long start = System.nanoTime();
            Histogram nanos = histogram();
            Parallel.all(
                            clients,
                            connected.stream()
                                    .<Callable<Histogram>>map(client -> () -> work(client, start))
                                    .toList())
                    .forEach(nanos::add);
            return new Done((System.nanoTime() - start) / 1e9, nanos);
        } finally {
            for (Client client : connected) {
                client.close();
            }
        }
    }

    private Histogram work(Client client, long start) throws Exception {
        Histogram nanos = histogram();
        for (long due = next(System.nanoTime() - start); due >= 0; due = next(System.nanoTime() - start)) {
            TimeUnit.NANOSECONDS.sleep(start + due - System.nanoTime());
            client.request();
            nanos.recordValue(Math.max(0, System.nanoTime() - start - due));
        }
        return nanos;
    }
}
