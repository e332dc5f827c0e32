package org.dcss.eventstore.dynamodb;

import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Creates the tables where Terraform does not: local mode and tests. Each call is idempotent, and returns when the
 * table can be used.
 */
public final class CreateTables {

    private record Key(String name, ScalarAttributeType type, KeyType role) {}

    private CreateTables() {}

    /**
     * The table of events and of the index of days.
     *
     * @param expiring whether events are deleted when their retention is over
     */
    public static void events(DynamoDbClient dynamoDb, String name, boolean expiring) {
        create(
                dynamoDb,
                name,
                expiring,
                new Key(Attributes.TS_DAY, ScalarAttributeType.N, KeyType.HASH),
                new Key(Attributes.TS, ScalarAttributeType.N, KeyType.RANGE));
    }

    /** The table of claims, which never expire, though those of the protocol before this one were to. */
    public static void claims(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, name, false, new Key(Attributes.ID, ScalarAttributeType.S, KeyType.HASH));
        if (isExpiring(dynamoDb, name)) {
            expire(dynamoDb, name, false);
        }
    }

    public static void keys(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, name, false, new Key(Attributes.KEY_HASH, ScalarAttributeType.S, KeyType.HASH));
    }

    private static void create(DynamoDbClient dynamoDb, String name, boolean expiring, Key... keys) {
        try {
            dynamoDb.createTable(table -> table.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                            Stream.of(keys).map(CreateTables::definition).toList())
                    .keySchema(Stream.of(keys).map(CreateTables::schema).toList()));
        } catch (ResourceInUseException e) {
            // It is there already, or about to be.
        }
        try (DynamoDbWaiter waiter = dynamoDb.waiter()) {
            waiter.waitUntilTableExists(table -> table.tableName(name));
        }
        if (expiring && !isExpiring(dynamoDb, name)) {
            expire(dynamoDb, name, true);
        }
    }

    private static void expire(DynamoDbClient dynamoDb, String name, boolean expiring) {
        dynamoDb.updateTimeToLive(table -> table.tableName(name)
                .timeToLiveSpecification(
                        ttl -> ttl.attributeName(Attributes.EXPIRES).enabled(expiring)));
    }

    private static AttributeDefinition definition(Key key) {
        return AttributeDefinition.builder()
                .attributeName(key.name())
                .attributeType(key.type())
                .build();
    }

    private static KeySchemaElement schema(Key key) {
        return KeySchemaElement.builder()
                .attributeName(key.name())
                .keyType(key.role())
                .build();
    }

    private static boolean isExpiring(DynamoDbClient dynamoDb, String name) {
        TimeToLiveStatus status = dynamoDb.describeTimeToLive(table -> table.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }
}
