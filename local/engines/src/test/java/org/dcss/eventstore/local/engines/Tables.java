package org.dcss.eventstore.local.engines;

import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables of tests. */
public final class Tables {
    private Tables() {}

    /** Makes one without a sort key, whose key is the number {@code slot}. */
    public static void create(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, name, key("slot", ScalarAttributeType.N));
    }

    /**
     * Makes one.
     *
     * @param keys the partition key, and the sort key if there is to be one
     */
    public static void create(DynamoDbClient dynamoDb, String name, AttributeDefinition... keys) {
        dynamoDb.createTable(r -> r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(keys)
                .keySchema(IntStream.range(0, keys.length)
                        .mapToObj(i -> KeySchemaElement.builder()
                                .attributeName(keys[i].attributeName())
                                .keyType(i == 0 ? KeyType.HASH : KeyType.RANGE)
                                .build())
                        .toList()));
    }

    public static AttributeDefinition key(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }
}
