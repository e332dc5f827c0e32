package org.dcss.eventstore.benchmarks.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.benchmarks.harness.Step;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.platform.aws.CallLimits;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What a drain cannot do without, and nothing else. All requests are made before the time is taken. */
final class DrainBaseline implements AutoCloseable {

    private final Target target;
    private final DynamoDbClient dynamoDb;
    private final ExecutorService writers = Executors.newFixedThreadPool(ConsumerDrain.WRITERS);

    DrainBaseline(Target target, Duration callTimeout) {
        this.target = target;
        this.dynamoDb = target.services().dynamoDb(CallLimits.once(callTimeout));
    }

    /** Puts the events without any queue, as many at once as the consumer does; events per second. */
    double put(List<Message> backlog) throws Exception {
        Queue<PutItemRequest> puts = new ConcurrentLinkedQueue<>(
                backlog.stream().map(DrainBaseline::put).toList());
        return perSecond(backlog, ConsumerDrain.WRITERS, () -> {
            for (PutItemRequest put = puts.poll(); put != null; put = puts.poll()) {
                dynamoDb.putItem(put);
            }
        });
    }

    /** Receives, puts and deletes, in batches of the same size and as many at once; events per second. */
    double receivePutDelete(List<Message> backlog) throws Exception {
        Map<String, PutItemRequest> puts =
                backlog.stream().collect(Collectors.toMap(MessageCodec::encode, DrainBaseline::put));
        target.send(backlog);
        AtomicInteger left = new AtomicInteger(backlog.size());
        return perSecond(backlog, ConsumerDrain.MAPPING.concurrency(), () -> {
            while (left.get() > 0) {
                left.addAndGet(-batch(puts));
            }
        });
    }

    private int batch(Map<String, PutItemRequest> puts) throws Exception {
        SqsClient sqs = target.engines().sqsClient();
        var received = sqs.receiveMessage(request -> request.queueUrl(target.queueUrl())
                        .maxNumberOfMessages(ConsumerDrain.MAPPING.batchSize())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        if (received.isEmpty()) {
            return 0;
        }
        List<Future<?>> written = new ArrayList<>();
        List<DeleteMessageBatchRequestEntry> done = new ArrayList<>();
        for (var message : received) {
            PutItemRequest put = Objects.requireNonNull(puts.get(message.body()), "a message that nobody sent");
            written.add(writers.submit(() -> dynamoDb.putItem(put)));
            done.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(done.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        for (Future<?> one : written) {
            one.get();
        }
        sqs.deleteMessageBatch(request -> request.queueUrl(target.queueUrl()).entries(done));
        return received.size();
    }

    /** What the consumer puts for a message if its slot is free. */
    private static PutItemRequest put(Message message) {
        return PutItemRequest.builder()
                .tableName(LocalTables.EVENTS)
                .item(StoredEvents.item(message))
                .conditionExpression("attribute_not_exists(ts)")
                .build();
    }

    private static double perSecond(List<Message> backlog, int threads, Step ofEach) throws Exception {
        Step all = () -> Parallel.each(threads, Collections.nCopies(threads, ofEach), Step::run);
        return backlog.size() * 1e3 / all.millis(1);
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }
}
