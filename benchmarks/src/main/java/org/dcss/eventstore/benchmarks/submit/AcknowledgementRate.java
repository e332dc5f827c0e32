package org.dcss.eventstore.benchmarks.submit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.HttpConnection;
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

    /** Over one keep-alive connection. */
    private int submit(long endNanos) throws IOException {
        try (HttpConnection connection = new HttpConnection(store.uri())) {
            int acknowledged = 0;
            for (; System.nanoTime() < endNanos; acknowledged++) {
                int status = connection
                        .send(HttpConnection.post("/submit", "Authorization: " + Target.KEY + "\r\n", next().json()))
                        .status();
                // A refusal is quicker.
                if (status != 204) {
                    throw new IOException("not acknowledged: " + status);
                }
            }
            return acknowledged;
        }
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
