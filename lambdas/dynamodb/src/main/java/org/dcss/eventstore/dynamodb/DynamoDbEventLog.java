package org.dcss.eventstore.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.EventItems;
import org.dcss.eventstore.dynamodb.item.ItemReader;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The events table as a reader sees it. */
public final class DynamoDbEventLog implements EventLog {

    /** What a read is taken for whose cost is not told: 1 MB, eventually consistent. */
    private static final double MOST_UNITS = 128;

    /** How often a batch is asked for again of which DynamoDB leaves something out, as it does under load. */
    private static final int MAX_BATCH_CALLS = 8;

    private static final KeysAndAttributes NO_KEYS = KeysAndAttributes.builder().build();

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** @param dynamoDb should retry a call that fails or hangs */
    public DynamoDbEventLog(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * Reads at most 1 MB of the stretch, which is what one Query does.
     *
     * <p>A Query's limit counts what it examines. Without a filter it is one more than is wanted, so that a read knows
     * whether it came to the stretch's end; a filtered read examines the whole 1 MB, so that a rare event is found in few
     * reads, and what passes beyond the limit is dropped. It is filtered here and not by DynamoDB, which would charge as
     * much and would not say what it examined last.
     */
    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        return read(from, through, filter, limit, consistency, true);
    }

    /** As {@link #read}, at most 1 MB from the end of the stretch. */
    @Override
    public LogPage readBack(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        return read(from, through, filter, limit, consistency, false);
    }

    private LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency, boolean forward) {
        if (!from.day().equals(through.day())) {
            throw new IllegalArgumentException("not in one day: " + from + " to " + through);
        }
        QueryRequest.Builder request = stretch(from.day().startMillis(), from.millis(), through.millis(), consistency)
                .scanIndexForward(forward)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (filter.isNone()) {
            request.limit(limit + 1);
        }
        QueryResponse response = answer(request.build(), dynamoDb::query);
        Optional<Slot> greatest =
                response.items().stream().map(EventItems::slot).max(Slot::compareTo);
        Found found = new Found(filter, limit);
        for (Map<String, AttributeValue> item : response.items()) {
            if (!found.add(item)) {
                Slot examined = found.last().orElseThrow();
                return found.page(examined, forward ? found.last() : greatest, response);
            }
        }
        Slot end = forward ? through : from;
        return found.page(
                response.hasLastEvaluatedKey() ? EventItems.slot(response.lastEvaluatedKey()) : end,
                greatest,
                response);
    }

    /** What of a read's items is shown. */
    private static final class Found {

        private final Filter filter;
        private final int limit;
        private final List<StoredEvent> events = new ArrayList<>();
        private Optional<Slot> last = Optional.empty();
        private int unknown;

        Found(Filter filter, int limit) {
            this.filter = filter;
            this.limit = limit;
        }

        /** Takes the next item; whether it may still belong to this page. */
        boolean add(Map<String, AttributeValue> item) {
            Optional<StoredEvent> event = ItemReader.event(item);
            if (event.filter(stored -> filter.passes(stored.event())).isPresent()) {
                if (events.size() == limit) {
                    return false;
                }
                events.add(event.get());
            } else if (event.isEmpty() && !ItemReader.isTombstone(item)) {
                unknown++;
            }
            last = Optional.of(EventItems.slot(item));
            return true;
        }

        Optional<Slot> last() {
            return last;
        }

        LogPage page(Slot through, Optional<Slot> greatest, QueryResponse response) {
            double units = response.consumedCapacity() == null
                            || response.consumedCapacity().capacityUnits() == null
                    ? MOST_UNITS
                    : response.consumedCapacity().capacityUnits();
            return new LogPage(
                    events,
                    through,
                    greatest,
                    new LogPage.Cost(units, response.items().size(), unknown));
        }
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        List<Day> days = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder request = stretch(
                            Attributes.DAY_INDEX, from.startMillis(), through.startMillis(), consistency)
                    .limit(limit - days.size());
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            QueryResponse response = answer(request.build(), dynamoDb::query);
            for (Map<String, AttributeValue> item : response.items()) {
                days.add(new Day(Values.number(item, Attributes.TS)));
            }
            start = response.lastEvaluatedKey();
        } while (!start.isEmpty() && days.size() < limit);
        return days;
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(key(slot))
                .consistentRead(true)
                .build();
        Map<String, AttributeValue> item = answer(request, dynamoDb::getItem).item();
        return ItemReader.event(item);
    }

    /** One BatchGetItem, and more where DynamoDB has left some of it out. */
    @Override
    public LogPage get(List<Slot> slots, Consistency consistency) {
        List<Map<String, AttributeValue>> keys =
                slots.stream().map(DynamoDbEventLog::key).toList();
        KeysAndAttributes wanted = KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(consistency == Consistency.STRONG)
                .build();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        double units = 0;
        for (int call = 1; wanted.hasKeys(); call++) {
            if (call > MAX_BATCH_CALLS) {
                throw new ReadFailedException(
                        "table " + table + " left events out of " + MAX_BATCH_CALLS + " answers",
                        new IllegalStateException());
            }
            BatchGetItemResponse response = answer(
                    BatchGetItemRequest.builder()
                            .requestItems(Map.of(table, wanted))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build(),
                    dynamoDb::batchGetItem);
            items.addAll(response.responses().getOrDefault(table, List.of()));
            for (ConsumedCapacity consumed : response.consumedCapacity()) {
                units += consumed.capacityUnits() == null ? MOST_UNITS : consumed.capacityUnits();
            }
            wanted = response.unprocessedKeys().getOrDefault(table, NO_KEYS);
        }
        List<StoredEvent> events = items.stream()
                .flatMap(item -> ItemReader.event(item).stream())
                .sorted(Comparator.comparing(StoredEvent::slot))
                .toList();
        return new LogPage(
                events,
                slots.get(slots.size() - 1),
                events.isEmpty()
                        ? Optional.empty()
                        : Optional.of(events.get(events.size() - 1).slot()),
                new LogPage.Cost(units, items.size(), 0));
    }

    private static Map<String, AttributeValue> key(Slot slot) {
        return Map.of(
                Attributes.TS_DAY, Values.number(slot.day().startMillis()),
                Attributes.TS, Values.number(slot.millis()));
    }

    private QueryRequest.Builder stretch(long partition, long from, long through, Consistency consistency) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(
                        "#" + Attributes.TS_DAY + " = :partition AND #" + Attributes.TS + " BETWEEN :from AND :through")
                .expressionAttributeNames(Attributes.names(Attributes.TS_DAY, Attributes.TS))
                .expressionAttributeValues(Map.of(
                        ":partition", Values.number(partition),
                        ":from", Values.number(from),
                        ":through", Values.number(through)))
                .consistentRead(consistency == Consistency.STRONG);
    }

    private <Q, R> R answer(Q request, Function<Q, R> call) {
        try {
            return call.apply(request);
        } catch (SdkException e) {
            throw new ReadFailedException("no answer from table " + table + ": " + Failures.reason(e), e);
        }
    }
}
