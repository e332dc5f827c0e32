package org.dcss.eventstore.benchmarks.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The floors: what a drain cannot do without, and nothing else. All requests are made before the time is taken. */
final class BareDrain {

    private final Stand stand;
    private final DynamoDbClient dynamoDb;
    private final ExecutorService writers = threads(ConsumerDrain.WRITERS);
    private final ExecutorService receivers = threads(ConsumerDrain.MAPPING.concurrency());

    BareDrain(Stand stand, Duration callTimeout) {
        this.stand = stand;
        this.dynamoDb = stand.clients().dynamoDb(callTimeout);
    }

    private static ExecutorService threads(int count) {
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "bare");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Puts the events without any queue, as many at once as the consumer does; events per second. */
    double put(Backlog backlog) throws Exception {
        List<PutItemRequest> puts =
                backlog.messages().stream().map(Backlog::put).toList();
        AtomicInteger next = new AtomicInteger();
        return perSecond(backlog, writers, ConsumerDrain.WRITERS, () -> {
            for (int i = next.getAndIncrement(); i < puts.size(); i = next.getAndIncrement()) {
                dynamoDb.putItem(puts.get(i));
            }
        });
    }

    /** Receives, puts and deletes, in batches of the same size and as many at once; events per second. */
    double receivePutDelete(Backlog backlog) throws Exception {
        Map<String, PutItemRequest> puts = new HashMap<>();
        for (Message message : backlog.messages()) {
            puts.put(MessageCodec.encode(message), Backlog.put(message));
        }
        backlog.send(stand);
        AtomicInteger left = new AtomicInteger(backlog.size());
        return perSecond(backlog, receivers, ConsumerDrain.MAPPING.concurrency(), () -> {
            while (left.get() > 0) {
                left.addAndGet(-batch(puts));
            }
        });
    }

    private int batch(Map<String, PutItemRequest> puts) throws Exception {
        SqsClient sqs = stand.engines().sqsClient();
        var received = sqs.receiveMessage(request -> request.queueUrl(stand.queueUrl())
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
        sqs.deleteMessageBatch(request -> request.queueUrl(stand.queueUrl()).entries(done));
        return received.size();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double perSecond(Backlog backlog, ExecutorService threads, int count, Work work) throws Exception {
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(() -> {
                work.run();
                return "done";
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        return backlog.size() / ((System.nanoTime() - start) / 1e9);
    }
}
