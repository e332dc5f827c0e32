package org.dcss.eventstore.benchmarks.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.load.BulkLoad;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Messages that wait in the queue. */
record Backlog(List<Message> messages) {

    private static final int ENTRIES = 10;
    private static final int SENDERS = 4;

    /** Messages with these ids, and to be stored at these slots if they are free, in milliseconds. */
    static Backlog of(List<SampleEvent> events, IntFunction<EventId> ids, IntToLongFunction slots) {
        return new Backlog(IntStream.range(0, events.size())
                .mapToObj(i -> Events.message(events.get(i), ids.apply(i), new Slot(slots.applyAsLong(i))))
                .toList());
    }

    int size() {
        return messages.size();
    }

    /** Sends all of them to the stand's queue. */
    void send(Stand stand) throws Exception {
        List<String> bodies = messages.stream().map(MessageCodec::encode).toList();
        SqsClient sqs = stand.engines().sqsClient();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < bodies.size(); i += ENTRIES) {
                List<SendMessageBatchRequestEntry> entries =
                        entries(bodies.subList(i, Math.min(i + ENTRIES, bodies.size())));
                sent.add(senders.submit(() -> sqs.sendMessageBatch(
                        request -> request.queueUrl(stand.queueUrl()).entries(entries))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private static List<SendMessageBatchRequestEntry> entries(List<String> bodies) {
        return IntStream.range(0, bodies.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(bodies.get(i))
                        .messageGroupId(Stand.SRC.name())
                        .build())
                .toList();
    }

    /** What the consumer puts for a message if its slot is free. */
    static PutItemRequest put(Message message) {
        return PutItemRequest.builder()
                .tableName(Stand.EVENTS)
                .item(BulkLoad.item(message))
                .conditionExpression("attribute_not_exists(ts)")
                .build();
    }
}
