package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.stream.PutResult;
import org.dcss.eventstore.core.stream.Remembered;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.StreamItems;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The streams in the streams table. Safe for use by several threads. */
public final class DynamoDbStreamTable implements StreamTable {

    private static final String ABSENT = "attribute_not_exists(#" + Attributes.STREAM + ")";
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AwsRequestOverrideConfiguration bounded;

    /**
     * A table.
     *
     * @param dynamoDb should not retry: the appender knows better when and what to ask again
     * @param callTimeout how long a call may take, all in all
     */
    public DynamoDbStreamTable(DynamoDbClient dynamoDb, String table, Duration callTimeout) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.bounded = CallTimeout.of(callTimeout);
    }

    @Override
    public Reply<Optional<StoredVersion>> last(StreamId stream) {
        return replyTo(() -> {
            QueryRequest request = versions(stream, "", Map.of())
                    .scanIndexForward(false)
                    .limit(1)
                    .build();
            return dynamoDb.query(request).items().stream()
                    .map(StreamItems::version)
                    .findFirst();
        });
    }

    @Override
    public Reply<PutResult> put(StreamEvent event) {
        return event.draft().id().isClientMade() ? putWithId(event) : putAlone(event);
    }

    private Reply<PutResult> putAlone(StreamEvent event) {
        return replyTo(() -> {
            try {
                dynamoDb.putItem(put -> put.tableName(table)
                        .item(StreamItems.pending(event))
                        .conditionExpression(ABSENT)
                        .expressionAttributeNames(Attributes.names(Attributes.STREAM))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .overrideConfiguration(bounded));
                return new PutResult.Stored();
            } catch (ConditionalCheckFailedException e) {
                return new PutResult.Taken(StreamItems.version(e.item()));
            }
        });
    }

    private Reply<PutResult> putWithId(StreamEvent event) {
        try {
            dynamoDb.transactWriteItems(write -> write.transactItems(
                            putIfAbsent(StreamItems.pending(event)), putIfAbsent(StreamItems.id(event)))
                    .overrideConfiguration(bounded));
            return new Reply.Known<>(new PutResult.Stored());
        } catch (TransactionCanceledException e) {
            return cancelled(e.cancellationReasons());
        } catch (SdkException e) {
            return failed(e);
        }
    }

    private TransactWriteItem putIfAbsent(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression(ABSENT)
                        .expressionAttributeNames(Attributes.names(Attributes.STREAM))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    /** @param reasons of the version's put, and of the id's */
    private static Reply<PutResult> cancelled(List<CancellationReason> reasons) {
        if (isTaken(reasons, 1)) {
            return new Reply.Known<>(
                    new PutResult.IdUsed(StreamItems.remembered(reasons.get(1).item())));
        } else if (isTaken(reasons, 0)) {
            return new Reply.Known<>(
                    new PutResult.Taken(StreamItems.version(reasons.get(0).item())));
        }
        return new Reply.NotDone<>("transaction cancelled by "
                + reasons.stream().map(CancellationReason::code).toList());
    }

    private static boolean isTaken(List<CancellationReason> reasons, int place) {
        return reasons.size() > place
                && CONDITION_FAILED.equals(reasons.get(place).code());
    }

    @Override
    public Reply<Optional<Remembered>> find(StreamId stream, EventId id) {
        return replyTo(() -> {
            Map<String, AttributeValue> item = dynamoDb.getItem(get -> get.tableName(table)
                            .key(StreamItems.idKey(stream, id))
                            .consistentRead(true)
                            .overrideConfiguration(bounded))
                    .item();
            return item.isEmpty() ? Optional.empty() : Optional.of(StreamItems.remembered(item));
        });
    }

    /** At most 1 MB, which is what one Query reads. */
    @Override
    public Reply<List<StoredVersion>> read(StreamId stream, long from, int limit) {
        return query(versions(stream, ">= :from", Map.of(":from", Values.number(from)))
                .limit(limit)
                .build());
    }

    /** At most 1 MB, which is what one Query reads. */
    @Override
    public Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit) {
        return query(versions(stream, "< :before", Map.of(":before", Values.number(before)))
                .scanIndexForward(false)
                .limit(limit)
                .build());
    }

    private Reply<List<StoredVersion>> query(QueryRequest request) {
        return replyTo(() -> dynamoDb.query(request).items().stream()
                .map(StreamItems::version)
                .toList());
    }

    /** @param bound of the versions; empty for all */
    private QueryRequest.Builder versions(StreamId stream, String bound, Map<String, AttributeValue> bounds) {
        Map<String, AttributeValue> values = new HashMap<>(bounds);
        values.put(":stream", Values.text(stream.value()));
        String key = "#" + Attributes.STREAM + " = :stream";
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(bound.isEmpty() ? key : key + " AND #" + Attributes.VERSION + " " + bound)
                .expressionAttributeNames(
                        bound.isEmpty()
                                ? Attributes.names(Attributes.STREAM)
                                : Attributes.names(Attributes.STREAM, Attributes.VERSION))
                .expressionAttributeValues(values)
                .consistentRead(true)
                .overrideConfiguration(bounded);
    }

    @Override
    public Reply<StreamEvent> sent(StreamEvent event) {
        return replyTo(() -> {
            try {
                dynamoDb.updateItem(update -> update.tableName(table)
                        .key(StreamItems.key(event.stream(), event.version()))
                        .updateExpression("REMOVE #" + Attributes.PENDING)
                        .conditionExpression("attribute_exists(#" + Attributes.STREAM + ")")
                        .expressionAttributeNames(Attributes.names(Attributes.PENDING, Attributes.STREAM))
                        .overrideConfiguration(bounded));
            } catch (ConditionalCheckFailedException e) {
                // There is nothing that could be pending.
            }
            return event;
        });
    }

    @Override
    public Reply<List<PendingVersion>> pending(int shard, Instant before, int limit) {
        return replyTo(() -> dynamoDb
                .query(query -> query.tableName(table)
                        .indexName(TableSchema.INDEX)
                        .keyConditionExpression(
                                "#" + Attributes.PENDING + " = :shard AND #" + Attributes.APPENDED + " < :before")
                        .expressionAttributeNames(Attributes.names(Attributes.PENDING, Attributes.APPENDED))
                        .expressionAttributeValues(
                                Map.of(":shard", Values.number(shard), ":before", Values.number(before.toEpochMilli())))
                        .limit(limit)
                        .overrideConfiguration(bounded))
                .items()
                .stream()
                .map(StreamItems::pendingVersion)
                .toList());
    }

    private static <T> Reply<T> replyTo(Supplier<T> call) {
        try {
            return new Reply.Known<>(call.get());
        } catch (SdkException e) {
            return failed(e);
        }
    }

    private static <T> Reply<T> failed(SdkException failure) {
        return failure instanceof TransactionConflictException
                ? new Reply.NotDone<>("met a transaction")
                : Failures.reply(failure);
    }
}
