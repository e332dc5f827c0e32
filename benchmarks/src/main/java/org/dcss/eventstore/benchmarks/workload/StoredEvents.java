package org.dcss.eventstore.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.dynamodb.item.EventItems;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.local.store.LocalTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The target's events table, filled faster than by the consumer, and looked at from outside. */
public final class StoredEvents {

    /** As DynamoDB limits a BatchWriteItem. */
    private static final int ITEMS = 25;

    private static final int WRITERS = 4;
    private static final Duration CALL = Duration.ofSeconds(10);

    private StoredEvents() {}

    /** Stores each message's event at the slot that it starts from, as the consumer would if all slots are free. */
    public static void put(Target target, List<Message> messages) throws Exception {
        DynamoDbClient dynamoDb = target.engines().dynamoDbClient();
        DynamoDbEventTable table = new DynamoDbEventTable(dynamoDb, LocalTables.EVENTS, CALL, Optional.empty());
        if (!messages.stream()
                .map(message -> message.start().day())
                .distinct()
                .map(table::open)
                .allMatch(Reply.Known.class::isInstance)) {
            throw new IllegalStateException("no answer from the table");
        }
        Parallel.each(WRITERS, Parallel.parts(ITEMS, messages), part -> write(dynamoDb, part));
    }

    private static void write(DynamoDbClient dynamoDb, List<Message> messages) {
        List<WriteRequest> puts = messages.stream()
                .map(message -> WriteRequest.builder()
                        .putRequest(put -> put.item(item(message)))
                        .build())
                .toList();
        Map<String, List<WriteRequest>> left = Map.of(LocalTables.EVENTS, puts);
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> now = left;
            left = dynamoDb.batchWriteItem(request -> request.requestItems(now)).unprocessedItems();
        }
    }

    /** The item of an event at the slot that its message starts from, as the consumer writes it. */
    public static Map<String, AttributeValue> item(Message message) {
        return EventItems.item(message.start(), message.event(), Optional.empty());
    }

    /** An item's size as DynamoDB counts it: names, text, bytes, and about 8 bytes for a number as large as a time. */
    public static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length() + valueBytes(attribute.getValue()))
                .sum();
    }

    private static int valueBytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
            case B -> value.b().asByteArrayUnsafe().length;
            default -> Long.BYTES;
        };
    }

    /** How many events there are; the index of days and tombstones do not count. */
    public static long count(Target target) {
        return target
                .engines()
                .dynamoDbClient()
                .scanPaginator(scan -> scan.tableName(LocalTables.EVENTS)
                        .select(Select.COUNT)
                        .consistentRead(true)
                        .filterExpression("ts_day >= :first AND attribute_exists(#type)")
                        .expressionAttributeNames(Map.of("#type", "type"))
                        .expressionAttributeValues(Map.of(":first", Values.number(0))))
                .stream()
                .mapToLong(ScanResponse::count)
                .sum();
    }
}
