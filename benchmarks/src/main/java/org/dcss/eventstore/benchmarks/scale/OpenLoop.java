package org.dcss.eventstore.benchmarks.scale;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.dcss.eventstore.benchmarks.load.ClosedLoop;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.HttpConnection;
import org.dcss.eventstore.benchmarks.load.Stand;

/**
 * Submits events when they are due, whether or not earlier ones are acknowledged yet. An acknowledgement's time counts
 * from when its request was due: a server that stalls is charged for all that it kept waiting.
 */
final class OpenLoop {

    /** Enough that at the rates in question always one is free, unless the server stalls. */
    private static final int CONNECTIONS = 48;

    private static final int DIFFERENT = 64;

    /**
     * What became of the requests.
     *
     * @param ids of the events that were acknowledged
     * @param nanos from when a request was due to its answer
     */
    record Done(int offered, List<String> ids, double seconds, Histogram nanos) {

        double perSecond() {
            return ids.size() / seconds;
        }

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    private record Acknowledged(List<String> ids, Histogram nanos) {}

    private final URI server;
    private final List<byte[]> requests;

    OpenLoop(URI server) {
        this.server = server;
        this.requests = Events.of(DIFFERENT, Stand.SRC.name()).stream()
                .map(event -> HttpConnection.submit(server, Stand.KEY, event.json()))
                .toList();
    }

    Done run(int perSecond, Duration time) throws Exception {
        long[] due = due(perSecond, time);
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long start = System.nanoTime();
            List<Future<Acknowledged>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> work(start, due, next)));
            }
            List<String> ids = new ArrayList<>();
            Histogram nanos = ClosedLoop.histogram();
            for (Future<Acknowledged> one : running) {
                ids.addAll(one.get().ids());
                nanos.add(one.get().nanos());
            }
            double seconds = Math.max(time.toNanos(), System.nanoTime() - start) / 1e9;
            return new Done(due.length, ids, seconds, nanos);
        } finally {
            threads.shutdownNow();
        }
    }

    /** How long after the start each request is due, in nanoseconds. */
    private static long[] due(int perSecond, Duration time) {
        Random random = new Random(perSecond);
        List<Long> due = new ArrayList<>();
        double at = 0;
        while (at < time.toNanos()) {
            due.add((long) at);
            at += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
        }
        return due.stream().mapToLong(Long::longValue).toArray();
    }

    private Acknowledged work(long start, long[] due, AtomicInteger next) throws IOException, InterruptedException {
        Histogram nanos = ClosedLoop.histogram();
        List<String> ids = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(server)) {
            for (int i = next.getAndIncrement(); i < due.length; i = next.getAndIncrement()) {
                TimeUnit.NANOSECONDS.sleep(start + due[i] - System.nanoTime());
                HttpConnection.Answer answer = connection.send(requests.get(i % DIFFERENT));
                nanos.recordValue(Math.max(0, System.nanoTime() - start - due[i]));
                if (answer.status() == 204) {
                    ids.add(answer.header("Event-Id"));
                }
            }
        }
        return new Acknowledged(ids, nanos);
    }
}
