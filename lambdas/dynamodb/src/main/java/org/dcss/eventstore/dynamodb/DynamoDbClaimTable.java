package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.ClaimResult;
import org.dcss.eventstore.core.ClaimTable;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The claims table: under {@code src/id} an event's claim, under {@code src} alone the source's tail. The two cannot
 * meet, since a source name holds no slash.
 */
public final class DynamoDbClaimTable implements ClaimTable {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AwsRequestOverrideConfiguration bounded;

    /**
     * A table.
     *
     * @param dynamoDb should not retry: the write protocol knows better when and what to ask again
     * @param callTimeout how long a call may take, all in all
     */
    public DynamoDbClaimTable(DynamoDbClient dynamoDb, String table, Duration callTimeout) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.bounded = CallTimeout.of(callTimeout);
    }

    @Override
    public ClaimResult claim(EventKey key, Slot slot, Instant expires) {
        return hold(put(key.toString(), slot, expires).conditionExpression("attribute_not_exists(id)"), slot);
    }

    /** A claim that has expired meanwhile is made anew at {@code to}. */
    @Override
    public ClaimResult move(EventKey key, Slot from, Slot to, Instant expires) {
        PutItemRequest.Builder request = put(key.toString(), to, expires)
                .conditionExpression("attribute_not_exists(id) OR slot = :from")
                .expressionAttributeValues(Map.of(":from", Values.number(from.millis())));
        return hold(request, to);
    }

    private ClaimResult hold(PutItemRequest.Builder request, Slot wanted) {
        try {
            dynamoDb.putItem(request.build());
            return new ClaimResult.Held(wanted);
        } catch (ConditionalCheckFailedException e) {
            return new ClaimResult.Held(slot(e.item()));
        } catch (SdkException e) {
            return Failures.isThrottling(e) ? new ClaimResult.Throttled() : new ClaimResult.Unknown(Failures.reason(e));
        }
    }

    @Override
    public Optional<Optional<Slot>> tail(Source src) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of(Attributes.ID, Values.text(src.name())))
                .consistentRead(true)
                .overrideConfiguration(bounded)
                .build();
        try {
            Map<String, AttributeValue> item = dynamoDb.getItem(request).item();
            return Optional.of(item.isEmpty() ? Optional.empty() : Optional.of(slot(item)));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean raiseTail(Source src, Slot slot, Instant expires) {
        PutItemRequest.Builder request = put(src.name(), slot, expires)
                .conditionExpression("attribute_not_exists(id) OR slot < :slot")
                .expressionAttributeValues(Map.of(":slot", Values.number(slot.millis())));
        try {
            dynamoDb.putItem(request.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    private PutItemRequest.Builder put(String id, Slot slot, Instant expires) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(Map.of(
                        Attributes.ID, Values.text(id),
                        Attributes.SLOT, Values.number(slot.millis()),
                        Attributes.EXPIRES, Values.seconds(expires)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(bounded);
    }

    private static Slot slot(Map<String, AttributeValue> item) {
        return new Slot(Values.number(item, Attributes.SLOT));
    }
}
