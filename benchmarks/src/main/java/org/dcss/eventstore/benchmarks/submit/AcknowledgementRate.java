package org.dcss.eventstore.benchmarks.submit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.harness.ClosedLoop;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.HttpConnection;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.store.LocalEventStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Acknowledgements by local mode while it drains its queue, each connection sending as fast as it is answered; the baseline
 * is raw sends to the same queue.
 */
final class AcknowledgementRate {

    private static final int CONNECTIONS = 16;
    private static final String SUBMIT = "submit";
    private static final String RAW = "raw";

    private final LocalEventStore store;
    private final List<SampleEvent> events = Events.sized(64);
    private final AtomicInteger sent = new AtomicInteger();

    AcknowledgementRate(LocalEventStore store) {
        this.store = store;
    }

    Table measure(Effort effort) throws Exception {
        Duration time = Duration.ofMillis(effort.of(300, 1_000));
        Comparison comparison = new Comparison()
                .with(SUBMIT, () -> perSecond(time, this::submitting))
                .with(RAW, () -> perSecond(time, this::sending));
        comparison.run(effort.of(1, 2), effort.of(1, 5));
        Table table = new Table(
                "Acknowledgements by local mode while it drains its queue",
                "connections | submit/s | raw SendMessage/s | submit / raw");
        return table.row(
                CONNECTIONS,
                comparison.of(SUBMIT).median(),
                comparison.of(RAW).median(),
                comparison.ratio(SUBMIT, RAW));
    }

    /** Empties the queue then, so that it does not grow without bound. */
    private double perSecond(Duration time, Callable<ClosedLoop.Client> opening) throws Exception {
        ClosedLoop.Done done = ClosedLoop.run(CONNECTIONS, time, Integer.MAX_VALUE, opening);
        sqs().purgeQueue(queue -> queue.queueUrl(store.queues().url()));
        return done.perSecond();
    }

    private SqsClient sqs() {
        return store.engines().sqsClient();
    }

    /** Submits over one keep-alive connection. */
    private ClosedLoop.Client submitting() throws IOException {
        HttpConnection connection = new HttpConnection(store.uri());
        return new ClosedLoop.Client(connection, () -> {
            byte[] request = HttpConnection.post("/submit", "Authorization: " + Target.KEY + "\r\n", next().json());
            int status = connection.send(request).status();
            // A refusal is quicker.
            if (status != 204) {
                throw new IOException("not acknowledged: " + status);
            }
            return 1;
        });
    }

    private SampleEvent next() {
        return events.get(Math.floorMod(sent.getAndIncrement(), events.size()));
    }

    /** Sends messages that the consumer takes for submit's, each accepted now. */
    private ClosedLoop.Client sending() {
        Events ids = new Events(sent.getAndIncrement());
        return new ClosedLoop.Client(() -> {}, () -> {
            Slot now = Slot.at(Clock.systemUTC().instant());
            String body = MessageCodec.encode(Events.message(next(), ids.nextId(), now));
            sqs().sendMessage(request ->
                    request.queueUrl(store.queues().url()).messageBody(body).messageGroupId(Target.SRC.name()));
            return 1;
        });
    }
}
