package org.dcss.eventstore.benchmarks.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.store.LocalEventStore;

/**
 * Acknowledgements by local mode while it drains its queue, each connection sending as fast as it is answered; the baseline
 * is raw sends to the same queue.
 */
final class AcknowledgementRate {

    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16);
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Effort effort;
    private final LocalEventStore store;
    private final Clock clock;
    private final List<SampleEvent> events = Events.sized(64);
    private final AtomicInteger sent = new AtomicInteger();

    AcknowledgementRate(Effort effort, LocalEventStore store, Clock clock) {
        this.effort = effort;
        this.store = store;
        this.clock = clock;
    }

    Table measure() throws Exception {
        Comparison comparison = new Comparison();
        for (int connections : CONNECTIONS) {
            comparison.with("submit " + connections, () -> perSecond(connections, this::submit));
            comparison.with("raw " + connections, () -> perSecond(connections, this::send));
        }
        comparison.run(effort.of(1, 2), effort.of(1, 5));
        Table table = new Table(
                "Acknowledgements by local mode while it drains its queue",
                "connections | submit/s | raw SendMessage/s | submit / raw");
        for (int connections : CONNECTIONS) {
            String submit = "submit " + connections;
            String raw = "raw " + connections;
            table.row(
                    connections,
                    comparison.of(submit).median(),
                    comparison.of(raw).median(),
                    comparison.ratio(submit, raw));
        }
        return table;
    }

    /** Sends until the time is over; says how many were acknowledged. */
    @FunctionalInterface
    private interface Client {
        int run(long endNanos) throws Exception;
    }

    private double perSecond(int connections, Client client) throws Exception {
        long start = System.nanoTime();
        long end = start + Duration.ofMillis(effort.of(300, 1_000)).toNanos();
        int done = Parallel.onEach(connections, () -> client.run(end)).stream()
                .mapToInt(each -> each)
                .sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        store.engines()
                .sqsClient()
                .purgeQueue(queue -> queue.queueUrl(store.queues().url()));
        return done / seconds;
    }

    /** Over one keep-alive connection, by a client that takes little from this machine: it knows just enough of HTTP. */
    private int submit(long endNanos) throws IOException {
        URI server = store.uri();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            int acknowledged = 0;
            while (System.nanoTime() < endNanos) {
                socket.getOutputStream().write(request(server, next().json()));
                String status = line(in);
                // A refusal is quicker.
                if (!status.startsWith("HTTP/1.1 204")) {
                    throw new IOException("not acknowledged: " + status);
                }
                while (!line(in).isEmpty()) {
                    // No header matters, and with 204 there is no body.
                }
                acknowledged++;
            }
            return acknowledged;
        }
    }

    private static String line(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    private static byte[] request(URI server, String body) {
        return ("POST /submit HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: " + Target.KEY
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length
                        + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }

    private SampleEvent next() {
        return events.get(Math.floorMod(sent.getAndIncrement(), events.size()));
    }

    /** Sends messages that the consumer takes for submit's, each accepted now. */
    private int send(long endNanos) {
        Events ids = new Events(sent.get());
        int done = 0;
        for (; System.nanoTime() < endNanos; done++) {
            String body = MessageCodec.encode(Events.message(next(), ids.nextId(), Slot.at(clock.instant())));
            store.engines()
                    .sqsClient()
                    .sendMessage(request -> request.queueUrl(store.queues().url())
                            .messageBody(body)
                            .messageGroupId(Target.SRC.name()));
        }
        return done;
    }
}
