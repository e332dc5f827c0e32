package org.dcss.eventstore.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dcss.eventstore.core.Consistency;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.EventLog;
import org.dcss.eventstore.core.Filter;
import org.dcss.eventstore.core.LogPage;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The events table as a reader sees it. */
public final class DynamoDbEventLog implements EventLog {

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
     * <p>A Query's limit counts what it examines. It is given where that is what passes; a filtered read examines the
     * whole 1 MB, so that a rare event is found in few reads, and what passes beyond the limit is dropped.
     */
    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        if (!from.day().equals(through.day())) {
            throw new IllegalArgumentException("not in one day: " + from + " to " + through);
        }
        QueryRequest.Builder request =
                stretch(from.day().startMillis(), from.millis(), through.millis(), filter, consistency);
        if (filter.isNone()) {
            request.limit(limit);
        }
        QueryResponse response = answer(request.build(), dynamoDb::query);
        int kept = Math.min(limit, response.items().size());
        List<StoredEvent> events = new ArrayList<>(kept);
        for (Map<String, AttributeValue> item : response.items().subList(0, kept)) {
            if (EventItems.isEvent(item)) {
                events.add(EventItems.event(item));
            }
        }
        if (kept < response.items().size()) {
            return new LogPage(events, EventItems.slot(response.items().get(kept - 1)));
        }
        return new LogPage(
                events, response.hasLastEvaluatedKey() ? EventItems.slot(response.lastEvaluatedKey()) : through);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        List<Day> days = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder request = stretch(
                            Attributes.DAY_INDEX, from.startMillis(), through.startMillis(), Filter.NONE, consistency)
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
                .key(Map.of(
                        Attributes.TS_DAY, Values.number(slot.day().startMillis()),
                        Attributes.TS, Values.number(slot.millis())))
                .consistentRead(true)
                .build();
        Map<String, AttributeValue> item = answer(request, dynamoDb::getItem).item();
        return EventItems.isEvent(item) ? Optional.of(EventItems.event(item)) : Optional.empty();
    }

    private QueryRequest.Builder stretch(
            long partition, long from, long through, Filter filter, Consistency consistency) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        filter.src().ifPresent(src -> {
            names.put("#src", Attributes.SRC);
            values.put(":src", Values.text(src.name()));
            conditions.add("#src = :src");
        });
        filter.type().ifPresent(type -> {
            names.put("#type", Attributes.TYPE);
            values.put(":type", Values.text(type.name()));
            conditions.add("#type = :type");
        });
        values.put(":partition", Values.number(partition));
        values.put(":from", Values.number(from));
        values.put(":through", Values.number(through));
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("ts_day = :partition AND ts BETWEEN :from AND :through")
                .expressionAttributeValues(values)
                .consistentRead(consistency == Consistency.STRONG);
        if (!conditions.isEmpty()) {
            request.filterExpression(String.join(" AND ", conditions)).expressionAttributeNames(names);
        }
        return request;
    }

    private <Q, R> R answer(Q request, Function<Q, R> call) {
        try {
            return call.apply(request);
        } catch (SdkException e) {
            throw new ReadFailedException("no answer from table " + table + ": " + Failures.reason(e), e);
        }
    }
}
