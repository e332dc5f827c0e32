package org.dcss.eventstore.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTableException;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table of views. Safe for use by several threads. */
public final class DynamoDbViewTable implements ViewTable {

    /** As many items as one BatchWriteItem takes. */
    private static final int BATCH = 25;

    private static final int MAX_BATCH_CALLS = 8;

    private static final String ABSENT = "attribute_not_exists(#" + Attributes.VIEW + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Executor executor;

    /**
     * A table.
     *
     * @param dynamoDb should retry: every call may be repeated
     * @param executor carries out side by side what one call needs several requests for
     */
    public DynamoDbViewTable(DynamoDbClient dynamoDb, String table, Executor executor) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.executor = executor;
    }

    @Override
    public Optional<ViewItem> get(ViewKey key) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(key(key))
                .consistentRead(true)
                .build();
        Map<String, AttributeValue> item = answer(request, dynamoDb::getItem).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item(item));
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        PutItemRequest.Builder request = put(key, item);
        read.ifPresentOrElse(
                slot -> request.conditionExpression("#" + Attributes.THROUGH + " = :read")
                        .expressionAttributeNames(Attributes.names(Attributes.THROUGH))
                        .expressionAttributeValues(Map.of(":read", Values.number(slot.millis()))),
                () -> request.conditionExpression(ABSENT).expressionAttributeNames(Attributes.names(Attributes.VIEW)));
        try {
            answer(request.build(), dynamoDb::putItem);
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void put(Map<ViewKey, ViewItem> items) {
        List<WriteRequest> puts = new ArrayList<>();
        items.forEach((key, item) -> puts.add(WriteRequest.builder()
                .putRequest(put -> put.item(attributes(key, item)))
                .build()));
        List<List<WriteRequest>> batches = new ArrayList<>();
        for (int from = 0; from < puts.size(); from += BATCH) {
            batches.add(puts.subList(from, Math.min(puts.size(), from + BATCH)));
        }
        sideBySide(batches, batch -> {
            putBatch(batch);
            return batch;
        });
    }

    /** One BatchWriteItem, and more where DynamoDB has left some of it undone. */
    private void putBatch(List<WriteRequest> batch) {
        Map<String, List<WriteRequest>> rest = Map.of(table, batch);
        for (int call = 1; !rest.isEmpty(); call++) {
            if (call > MAX_BATCH_CALLS) {
                throw new ViewTableException(
                        "table " + table + " left items out of " + MAX_BATCH_CALLS + " calls",
                        new IllegalStateException());
            }
            BatchWriteItemRequest request =
                    BatchWriteItemRequest.builder().requestItems(rest).build();
            rest = answer(request, dynamoDb::batchWriteItem).unprocessedItems();
        }
    }

    @Override
    public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
        Set<ViewKey> others = new HashSet<>();
        sideBySide(
                        items.entrySet(),
                        item -> keep(item.getKey(), item.getValue())
                                ? Optional.<ViewKey>empty()
                                : Optional.of(item.getKey()))
                .forEach(other -> other.ifPresent(others::add));
        return others;
    }

    /** All calls end before one's failure is told: nothing may be under way when a function has answered. */
    private <Q, R> List<R> sideBySide(Collection<Q> requests, Function<Q, R> call) {
        List<CompletableFuture<R>> calls = requests.stream()
                .map(request -> CompletableFuture.supplyAsync(() -> call.apply(request), executor))
                .toList();
        calls.forEach(one -> one.handle((answer, failure) -> answer).join());
        try {
            return calls.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ViewTableException failed ? failed : e;
        }
    }

    /** Whether the item is there now. */
    private boolean keep(ViewKey key, ViewItem item) {
        PutItemRequest request = put(key, item)
                .conditionExpression(ABSENT)
                .expressionAttributeNames(Attributes.names(Attributes.VIEW))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            answer(request, dynamoDb::putItem);
            return true;
        } catch (ConditionalCheckFailedException e) {
            return item(e.item()).equals(item);
        }
    }

    /** At most 1 MB, which is what one Query reads. */
    @Override
    public List<Entry> read(String view, String from, String to, int limit) {
        return read(view, from, to, limit, true);
    }

    /** At most 1 MB, which is what one Query reads. */
    @Override
    public List<Entry> readBack(String view, String from, String to, int limit) {
        // DynamoDB's stretch includes its end, which would be the first item, and might be all there is.
        List<Entry> entries = read(view, from, to, limit + 1, false);
        return entries.subList(0, Math.min(limit, entries.size()));
    }

    private List<Entry> read(String view, String from, String to, int limit, boolean forward) {
        QueryRequest request = stretch(
                        view,
                        "#" + Attributes.KEY + " BETWEEN :from AND :to",
                        Map.of(":from", Values.text(from), ":to", Values.text(to)))
                .scanIndexForward(forward)
                .limit(limit)
                .build();
        // DynamoDB's stretch includes its end.
        return entries(request).stream()
                .filter(entry -> !entry.key().equals(to))
                .toList();
    }

    @Override
    public Optional<Entry> floor(String view, String key) {
        QueryRequest request = stretch(view, "#" + Attributes.KEY + " <= :key", Map.of(":key", Values.text(key)))
                .scanIndexForward(false)
                .limit(1)
                .build();
        return entries(request).stream().findFirst();
    }

    private List<Entry> entries(QueryRequest request) {
        return answer(request, dynamoDb::query).items().stream()
                .map(item -> new Entry(Values.text(item, Attributes.KEY), item(item)))
                .toList();
    }

    private QueryRequest.Builder stretch(String view, String keys, Map<String, AttributeValue> bounds) {
        Map<String, AttributeValue> values = new HashMap<>(bounds);
        values.put(":view", Values.text(view));
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#" + Attributes.VIEW + " = :view AND " + keys)
                .expressionAttributeNames(Attributes.names(Attributes.VIEW, Attributes.KEY))
                .expressionAttributeValues(values)
                .consistentRead(true);
    }

    private PutItemRequest.Builder put(ViewKey key, ViewItem item) {
        return PutItemRequest.builder().tableName(table).item(attributes(key, item));
    }

    private static Map<String, AttributeValue> attributes(ViewKey key, ViewItem item) {
        Map<String, AttributeValue> attributes = new HashMap<>(key(key));
        attributes.put(Attributes.THROUGH, Values.number(item.through().millis()));
        attributes.put(Attributes.CONTENT, Values.bytes(item.content().bytes()));
        return attributes;
    }

    private static Map<String, AttributeValue> key(ViewKey key) {
        return Map.of(Attributes.VIEW, Values.text(key.view()), Attributes.KEY, Values.text(key.key()));
    }

    private static ViewItem item(Map<String, AttributeValue> item) {
        return new ViewItem(
                new Slot(Values.number(item, Attributes.THROUGH)), Content.of(Values.bytes(item, Attributes.CONTENT)));
    }

    private <Q, R> R answer(Q request, Function<Q, R> call) {
        try {
            return call.apply(request);
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw new ViewTableException("no answer from table " + table + ": " + Failures.reason(e), e);
        }
    }
}
