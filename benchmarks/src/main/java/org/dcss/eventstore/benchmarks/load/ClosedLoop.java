package org.dcss.eventstore.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** Clients side by side, each of which sends its next request when the one before is answered. */
public final class ClosedLoop {

    /** One client, on a thread of its own. */
    @FunctionalInterface
    public interface Client extends AutoCloseable {

        /** Sends one request and waits for its answer. */
        void request() throws Exception;

        @Override
        default void close() throws IOException {}
    }

    /** Connects a client. */
    @FunctionalInterface
    public interface Connect {
        Client connect() throws Exception;
    }

    /**
     * What they got done.
     *
     * @param nanos how long each request took
     */
    public record Done(long requests, double seconds, Histogram nanos) {

        public double perSecond() {
            return requests / seconds;
        }
    }

    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private ClosedLoop() {}

    /** A histogram of times in nanoseconds. */
    public static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }

    /** Lets so many clients work for so long, all of them connected before the first starts. */
    public static Done run(int clients, Duration time, Connect connect) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        CountDownLatch connected = new CountDownLatch(clients);
        try {
            List<Future<Done>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> work(connect, connected, time)));
            }
            return sum(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Done work(Connect connect, CountDownLatch connected, Duration time) throws Exception {
        try (Client client = connect.connect()) {
            connected.countDown();
            if (!connected.await(LONGEST_NANOS, TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("not all clients could connect");
            }
            Histogram nanos = histogram();
            long start = System.nanoTime();
            long now = start;
            while (now - start < time.toNanos()) {
                client.request();
                long answered = System.nanoTime();
                nanos.recordValue(answered - now);
                now = answered;
            }
            return new Done(nanos.getTotalCount(), (now - start) / 1e9, nanos);
        }
    }

    private static Done sum(List<Future<Done>> running) throws Exception {
        Histogram nanos = histogram();
        double perSecond = 0;
        for (Future<Done> one : running) {
            Done done = one.get();
            nanos.add(done.nanos());
            perSecond += done.perSecond();
        }
        return new Done(nanos.getTotalCount(), nanos.getTotalCount() / perSecond, nanos);
    }
}
