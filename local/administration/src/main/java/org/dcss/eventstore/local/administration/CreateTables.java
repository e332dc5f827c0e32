package org.dcss.eventstore.local.administration;

import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Creates the tables where Terraform does not: local mode and tests. Each call is idempotent, and returns when the
 * table can be used.
 */
public final class CreateTables {

    private CreateTables() {}

    /** The table of events, which never expire here, and of the index of days. */
    public static void events(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, TableSchema.EVENTS, name);
    }

    /** The table of claims, which never expire, though those of the protocol before this one were to. */
    public static void claims(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, TableSchema.CLAIMS, name);
        expire(dynamoDb, name, false);
    }

    public static void keys(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, TableSchema.KEYS, name);
    }

    /** The table of what keys and quotas are used for. */
    public static void usage(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, TableSchema.USAGE, name);
        expire(dynamoDb, name, true);
    }

    /** The table of what is computed from the log, whose items never expire. */
    public static void views(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, TableSchema.VIEWS, name);
    }

    /** The table of streams, whose items never expire. */
    public static void streams(DynamoDbClient dynamoDb, String name) {
        create(dynamoDb, TableSchema.STREAMS, name);
    }

    private static void create(DynamoDbClient dynamoDb, TableSchema schema, String name) {
        try {
            dynamoDb.createTable(schema.request(name));
        } catch (ResourceInUseException e) {
            // It is there already, or about to be.
        }
        try (DynamoDbWaiter waiter = dynamoDb.waiter()) {
            waiter.waitUntilTableExists(table -> table.tableName(name));
        }
    }

    private static void expire(DynamoDbClient dynamoDb, String name, boolean wanted) {
        TimeToLiveStatus status = dynamoDb.describeTimeToLive(table -> table.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        boolean expiring = status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
        if (expiring != wanted) {
            dynamoDb.updateTimeToLive(table -> table.tableName(name)
                    .timeToLiveSpecification(
                            ttl -> ttl.attributeName(Attributes.EXPIRES).enabled(wanted)));
        }
    }
}
