package org.dcss.eventstore.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Fills a table faster than the consumer would. */
public final class BulkLoad {

    /** As DynamoDB limits one request. */
    private static final int ITEMS = 25;

    private static final int WRITERS = 4;

    private BulkLoad() {}

    /** Puts an event at each of the slots, under a new id. */
    public static void put(DynamoDbClient dynamoDb, String table, List<Slot> slots, Function<Slot, SampleEvent> events)
            throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < slots.size(); i += ITEMS) {
                List<Slot> some = slots.subList(i, Math.min(i + ITEMS, slots.size()));
                written.add(writers.submit(() -> write(dynamoDb, table, some, events)));
            }
            for (Future<?> one : written) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static void write(
            DynamoDbClient dynamoDb, String table, List<Slot> slots, Function<Slot, SampleEvent> events) {
        Random random = new Random(slots.get(0).millis());
        List<WriteRequest> puts = slots.stream()
                .map(slot -> put(Events.message(events.apply(slot), Events.id(random), slot)))
                .toList();
        Map<String, List<WriteRequest>> left = Map.of(table, puts);
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> now = left;
            BatchWriteItemResponse response = dynamoDb.batchWriteItem(request -> request.requestItems(now));
            left = response.unprocessedItems();
        }
    }

    private static WriteRequest put(Message message) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item(message)).build())
                .build();
    }

    /** The item of an event at the slot that its message starts from, as the consumer writes it. */
    public static Map<String, AttributeValue> item(Message message) {
        Event event = message.event();
        return Map.of(
                "ts_day", number(message.start().day().startMillis()),
                "ts", number(message.start().millis()),
                "id", AttributeValue.fromS(event.id().value()),
                "type", AttributeValue.fromS(event.type().name()),
                "src", AttributeValue.fromS(event.src().name()),
                "accepted", number(event.accepted().toEpochMilli()),
                "data", AttributeValue.fromS(event.data()));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
