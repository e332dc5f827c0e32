package org.dcss.eventstore.benchmarks.submit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.HttpConnection;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.benchmarks.load.StoredEvents;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.LocalEventStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Whether what was acknowledged gets into the table, all of it. */
final class Delivery {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<QueueAttributeName> MESSAGES = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    private final Effort effort;
    private final Target target;
    private final LocalEventStore store;

    Delivery(Effort effort, Target target, LocalEventStore store) {
        this.effort = effort;
        this.target = target;
        this.store = store;
    }

    Table measure() throws Exception {
        DynamoDbClient dynamoDb = store.engines().dynamoDbClient();
        awaitEmptyQueue();
        long before = StoredEvents.count(dynamoDb, Stand.EVENTS);
        long acknowledged = submit(effort.of(100, 1_000));
        long stored = StoredEvents.await(before + acknowledged, PATIENCE, dynamoDb, Stand.EVENTS) - before;
        return new Table("Nothing is lost", "acknowledged", "in the table").row(acknowledged, stored);
    }

    /** What was left by the turns before is either gone or stored when its messages are. */
    private void awaitEmptyQueue() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && messages() > 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        // A message that was purged while a consumer had it is stored all the same, within a call's time.
        TimeUnit.SECONDS.sleep(2);
    }

    private long messages() {
        return target
                .sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(target.queueUrl()).attributeNames(MESSAGES))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private long submit(int events) throws Exception {
        long acknowledged = 0;
        try (HttpConnection connection = new HttpConnection(target.uri())) {
            for (SampleEvent event : Events.of(events, Stand.SRC.name())) {
                byte[] request = HttpConnection.submit(target.uri(), Stand.KEY, event.json());
                acknowledged += connection.send(request).status() == 204 ? 1 : 0;
            }
        }
        return acknowledged;
    }
}
