package org.dcss.eventstore.benchmarks.submit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Load;
import org.dcss.eventstore.benchmarks.load.Submitter;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.store.LocalEventStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Acknowledgements by local mode while it drains its queue; the baseline is raw sends to the same queue. */
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
            comparison.with("submit " + connections, () -> submit(connections));
            comparison.with(
                    "raw " + connections, () -> turn(connections, this::sender).perSecond());
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

    /** All requests must be acknowledged: a refusal is quicker. */
    private double submit(int connections) throws Exception {
        Submitter submitter = new Submitter(store.uri());
        Load.Done done = turn(connections, submitter::connect);
        if (submitter.acknowledged().size() != done.nanos().getTotalCount()) {
            throw new IllegalStateException("not all acknowledged");
        }
        return done.perSecond();
    }

    private Load.Done turn(int connections, Callable<Load.Client> connect) throws Exception {
        Load.Done done = Load.closed(Duration.ofMillis(effort.of(300, 1_000))).run(connections, connect);
        store.engines()
                .sqsClient()
                .purgeQueue(queue -> queue.queueUrl(store.queues().url()));
        return done;
    }

    /** Sends messages that the consumer takes for submit's, each accepted now. */
    private Load.Client sender() {
        SqsClient sqs = store.engines().sqsClient();
        Events ids = new Events(sent.get());
        return () -> {
            SampleEvent event = events.get(Math.floorMod(sent.getAndIncrement(), events.size()));
            String body = MessageCodec.encode(Events.message(event, ids.nextId(), Slot.at(clock.instant())));
            sqs.sendMessage(request ->
                    request.queueUrl(store.queues().url()).messageBody(body).messageGroupId(Target.SRC.name()));
        };
    }
}
