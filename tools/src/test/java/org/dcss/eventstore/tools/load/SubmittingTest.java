package org.dcss.eventstore.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;
import org.junit.jupiter.api.Test;

final class SubmittingTest {

    private static final int CLIENTS = 4;
    private static final int MOST_WAITING = 20;
    private static final int EVENTS = 50;
    private static final byte[] ACCEPTED =
            "{\"results\":[{\"status\":\"accepted\",\"id\":\"x\"}]}".getBytes(StandardCharsets.UTF_8);

    /** A store that takes its time must not fill the memory; nothing is left out for that. */
    @Test
    void eventsAreMadeAheadOfASlowStoreOnlySoFar() throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/submit", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                answering.await();
                exchange.sendResponseHeaders(200, ACCEPTED.length);
                exchange.getResponseBody().write(ACCEPTED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try {
            CountingTiming timing = new CountingTiming();
            Ledger ledger = new Ledger("x-", EVENTS);
            Submitting submitting = new Submitting(
                    new StoreClient(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                    new Key("k"),
                    ledger,
                    new Latencies(),
                    timing,
                    MOST_WAITING);
            Schedule schedule = new Schedule(EVENTS, Duration.ofSeconds(1), Duration.ZERO);
            Thread making = new Thread(() -> {
                try {
                    submitting.run(
                            schedule, "cpo", CLIENTS, 1, 1, new Messages(new PrintWriter(new StringWriter()), timing));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            making.start();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (timing.made.get() < MOST_WAITING || making.getState() != Thread.State.WAITING) {
                assertThat(System.nanoTime()).as("made: " + timing.made.get()).isLessThan(end);
                assertThat(timing.made.get()).isLessThan(EVENTS);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(timing.made.get()).isLessThanOrEqualTo(MOST_WAITING + CLIENTS + 1);
            answering.countDown();
            making.join();
            assertThat(submitting.errors()).isEmpty();
            assertThat(ledger.audit().acknowledged()).isEqualTo(EVENTS);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** Time stands still, so that each event but the first is waited for once it is made. */
    private static final class CountingTiming implements Timing {

        private final AtomicInteger made = new AtomicInteger();

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(Duration time) {
            made.incrementAndGet();
        }
    }
}
