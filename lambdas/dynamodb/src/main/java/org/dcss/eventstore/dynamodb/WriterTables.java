package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.util.Optional;
import org.dcss.eventstore.core.write.Tables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables that a writer needs: the events table, and the claims table with claims and tails. */
public final class WriterTables {

    private WriterTables() {}

    /**
     * The writer's ports over two tables of DynamoDB.
     *
     * @param dynamoDb should not retry: the write protocol knows better when and what to ask again
     * @param callTimeout how long a call may take, all in all
     * @param retention how long after its slot an event may be deleted; empty keeps events for ever
     */
    public static Tables of(
            DynamoDbClient dynamoDb, String events, String claims, Duration callTimeout, Optional<Duration> retention) {
        return new Tables(
                new DynamoDbEventTable(dynamoDb, events, callTimeout, retention),
                new DynamoDbClaimTable(dynamoDb, claims, callTimeout),
                new DynamoDbTailTable(dynamoDb, claims, callTimeout));
    }
}
