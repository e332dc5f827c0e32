package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The claims table's items: under {@code src/id} an event's claim, under {@code src} alone the source's tail. The two
 * cannot meet, since a source name holds no slash.
 */
final class ClaimItems {

    static final String ABSENT = "attribute_not_exists(#" + Attributes.ID + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AwsRequestOverrideConfiguration bounded;

    ClaimItems(DynamoDbClient dynamoDb, String table, Duration callTimeout) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.bounded = CallTimeout.of(callTimeout);
    }

    static Map<String, AttributeValue> item(String id, Slot slot) {
        Map<String, AttributeValue> item = new HashMap<>(8);
        item.put(Attributes.ID, Values.text(id));
        item.put(Attributes.SLOT, Values.number(slot.millis()));
        return item;
    }

    static Slot slot(Map<String, AttributeValue> item) {
        return new Slot(Values.number(item, Attributes.SLOT));
    }

    /** An item, strongly consistent; without attributes if there is none. */
    Map<String, AttributeValue> get(String id) {
        return dynamoDb.getItem(get -> get.tableName(table)
                        .key(Map.of(Attributes.ID, Values.text(id)))
                        .consistentRead(true)
                        .overrideConfiguration(bounded))
                .item();
    }

    /** Puts an item; the exception for a condition that does not hold has the item that is there. */
    void put(Map<String, AttributeValue> item, PutItemRequest.Builder conditional) {
        dynamoDb.putItem(conditional
                .tableName(table)
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(bounded)
                .build());
    }
}
