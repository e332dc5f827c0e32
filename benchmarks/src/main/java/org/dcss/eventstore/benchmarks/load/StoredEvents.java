package org.dcss.eventstore.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Counts the events in a table, to see that none was lost. */
public final class StoredEvents {

    private StoredEvents() {}

    /** How many events there are; the index of days and tombstones do not count. */
    public static long count(DynamoDbClient dynamoDb, String table) {
        return dynamoDb
                .scanPaginator(scan -> scan.tableName(table)
                        .select(Select.COUNT)
                        .consistentRead(true)
                        .filterExpression("ts_day >= :first AND attribute_exists(#type)")
                        .expressionAttributeNames(Map.of("#type", "type"))
                        .expressionAttributeValues(Map.of(":first", AttributeValue.fromN("0"))))
                .stream()
                .mapToLong(ScanResponse::count)
                .sum();
    }

    /** Waits until there are so many events, but no longer than so long; returns how many there are. */
    public static long await(long expected, Duration longest, DynamoDbClient dynamoDb, String table)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long found = count(dynamoDb, table);
        while (found < expected && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            found = count(dynamoDb, table);
        }
        return found;
    }
}
