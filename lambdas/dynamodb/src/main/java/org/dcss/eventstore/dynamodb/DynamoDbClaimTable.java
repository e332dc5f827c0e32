package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.ClaimTable;
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
    public ClaimResult claim(EventKey key, Claim wanted) {
        Map<String, AttributeValue> item = item(key.toString(), wanted.slot());
        wanted.hash().ifPresent(hash -> item.put(Attributes.HASH, Values.text(hash)));
        wanted.messageId().ifPresent(message -> item.put(Attributes.MESSAGE, Values.text(message)));
        try {
            dynamoDb.putItem(
                    put(item).conditionExpression("attribute_not_exists(id)").build());
            return new ClaimResult.Held(wanted);
        } catch (ConditionalCheckFailedException e) {
            return new ClaimResult.Held(claim(e.item()));
        } catch (SdkException e) {
            return failed(e);
        }
    }

    @Override
    public ClaimResult find(EventKey key) {
        try {
            Map<String, AttributeValue> item =
                    dynamoDb.getItem(get(key.toString())).item();
            return item.isEmpty() ? new ClaimResult.Absent() : new ClaimResult.Held(claim(item));
        } catch (SdkException e) {
            return failed(e);
        }
    }

    private static ClaimResult failed(SdkException failure) {
        return Failures.isThrottling(failure)
                ? new ClaimResult.Throttled()
                : new ClaimResult.Unknown(Failures.reason(failure));
    }

    @Override
    public Optional<Optional<Slot>> tail(Source src) {
        try {
            Map<String, AttributeValue> item = dynamoDb.getItem(get(src.name())).item();
            return Optional.of(item.isEmpty() ? Optional.empty() : Optional.of(slot(item)));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean raiseTail(Source src, Slot slot) {
        PutItemRequest.Builder request = put(item(src.name(), slot))
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

    private static Map<String, AttributeValue> item(String id, Slot slot) {
        Map<String, AttributeValue> item = new HashMap<>(8);
        item.put(Attributes.ID, Values.text(id));
        item.put(Attributes.SLOT, Values.number(slot.millis()));
        return item;
    }

    private PutItemRequest.Builder put(Map<String, AttributeValue> item) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(bounded);
    }

    private GetItemRequest get(String id) {
        return GetItemRequest.builder()
                .tableName(table)
                .key(Map.of(Attributes.ID, Values.text(id)))
                .consistentRead(true)
                .overrideConfiguration(bounded)
                .build();
    }

    private static Claim claim(Map<String, AttributeValue> item) {
        return new Claim(slot(item), text(item, Attributes.HASH), text(item, Attributes.MESSAGE));
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(Values.text(item, name)) : Optional.empty();
    }

    private static Slot slot(Map<String, AttributeValue> item) {
        return new Slot(Values.number(item, Attributes.SLOT));
    }
}
