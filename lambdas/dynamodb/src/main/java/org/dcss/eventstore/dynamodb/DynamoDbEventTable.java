package org.dcss.eventstore.dynamodb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.EventItems;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The events table as its writer sees it. */
public final class DynamoDbEventTable implements EventTable {

    /** How many taken slots one read of a stretch returns at most: a read is charged by the size of whole items. */
    static final int STRETCH_LENGTH = 256;

    /** From this size of data on an item may be over DynamoDB's 400 KB, whatever its other attributes hold. */
    private static final int MAX_ITEM_BYTES = 400 * 1024;

    private static final int OTHER_ATTRIBUTES_BYTES = 1024;

    private static final String ABSENT = "attribute_not_exists(#" + Attributes.TS + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Optional<Duration> retention;
    private final AwsRequestOverrideConfiguration bounded;

    /**
     * A table.
     *
     * @param dynamoDb should not retry: the write protocol knows better when and what to ask again
     * @param callTimeout how long a call may take, all in all
     * @param retention how long after its slot an event may be deleted; empty keeps events for ever
     */
    public DynamoDbEventTable(
            DynamoDbClient dynamoDb, String table, Duration callTimeout, Optional<Duration> retention) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.retention = retention;
        this.bounded = CallTimeout.of(callTimeout);
    }

    /** With a retention, the entry lives as long as the day's last event; it is never made to expire earlier. */
    @Override
    public Reply<Day> open(Day day) {
        Map<String, AttributeValue> entry = new HashMap<>();
        entry.put(Attributes.TS_DAY, Values.number(Attributes.DAY_INDEX));
        entry.put(Attributes.TS, Values.number(day.startMillis()));
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(table).overrideConfiguration(bounded);
        retention.ifPresent(kept -> {
            AttributeValue expires = Values.seconds(day.next().first().plus(kept));
            entry.put(Attributes.EXPIRES, expires);
            request.conditionExpression(ABSENT + " OR #" + Attributes.EXPIRES + " < :expires")
                    .expressionAttributeNames(Attributes.names(Attributes.TS, Attributes.EXPIRES))
                    .expressionAttributeValues(Map.of(":expires", expires));
        });
        try {
            dynamoDb.putItem(request.item(entry).build());
            return new Reply.Known<>(day);
        } catch (ConditionalCheckFailedException e) {
            return new Reply.Known<>(day);
        } catch (SdkException e) {
            return Failures.reply(e);
        }
    }

    @Override
    public Reply<PutResult> put(Slot slot, Event event) {
        return put(EventItems.item(slot, event, retention), event.data().getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public Reply<PutResult> forward(Slot slot, EventKey key, Slot next) {
        return put(EventItems.tombstone(slot, key, next, retention), 0);
    }

    private Reply<PutResult> put(Map<String, AttributeValue> item, int bytes) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(ABSENT)
                .expressionAttributeNames(Attributes.names(Attributes.TS))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(bounded)
                .build();
        try {
            dynamoDb.putItem(request);
            return new Reply.Known<>(new PutResult.Stored());
        } catch (ConditionalCheckFailedException e) {
            return new Reply.Known<>(new PutResult.Taken(EventItems.occupant(e.item())));
        } catch (SdkException e) {
            return failed(e, bytes);
        }
    }

    /**
     * Only an event's size can make its put invalid for ever. Anything else that DynamoDB calls invalid, such as a
     * table of another layout, is a mistake in the deployment: it must not cost events.
     */
    private static Reply<PutResult> failed(SdkException failure, int bytes) {
        if (Failures.isInvalid(failure) && bytes > MAX_ITEM_BYTES - OTHER_ATTRIBUTES_BYTES) {
            return new Reply.Known<>(new PutResult.Refused("too large to store: its data has " + bytes + " bytes"));
        }
        return Failures.reply(failure);
    }

    @Override
    public Reply<Stretch> stretch(Slot from) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#" + Attributes.TS_DAY + " = :day AND #" + Attributes.TS + " >= :from")
                .expressionAttributeValues(
                        Map.of(":day", Values.number(from.day().startMillis()), ":from", Values.number(from.millis())))
                .projectionExpression(
                        "#" + Attributes.TS + ", #" + Attributes.ID + ", #" + Attributes.SRC + ", #" + Attributes.NEXT)
                .expressionAttributeNames(Attributes.names(
                        Attributes.TS_DAY, Attributes.TS, Attributes.ID, Attributes.SRC, Attributes.NEXT))
                .consistentRead(true)
                .limit(STRETCH_LENGTH)
                .overrideConfiguration(bounded)
                .build();
        try {
            QueryResponse response = dynamoDb.query(request);
            NavigableMap<Slot, Occupant> taken = new TreeMap<>();
            response.items().forEach(item -> taken.put(EventItems.slot(item), EventItems.occupant(item)));
            Slot through = response.hasLastEvaluatedKey()
                    ? EventItems.slot(response.lastEvaluatedKey())
                    : from.day().last();
            return new Reply.Known<>(new Stretch(from, through, taken));
        } catch (SdkException e) {
            return Failures.reply(e);
        }
    }
}
