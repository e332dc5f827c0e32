package org.dcss.eventstore.local.engines.dynamodb.items;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** One engine, and two ways to ask it, which are to be the same: what is carried out here, and DynamoDB Local's own. */
abstract class TwoClients {

    @TempDir
    Path directory;

    /** Asks what is tested. */
    DynamoDbClient embedded;

    /** Speaks HTTP, and so asks DynamoDB Local's own function. */
    DynamoDbClient client;

    private Engines engines;

    @BeforeEach
    final void open() throws IOException {
        engines = Engines.at(directory);
        embedded = engines.dynamoDb().embedded(Duration.ofMinutes(1));
        client = engines.dynamoDbClient();
    }

    @AfterEach
    final void close() {
        engines.close();
    }

    /**
     * Makes a table.
     *
     * @param keys the types of its partition key {@code p} and of its sort key {@code k}, such as {@code N,S}; without a
     *     sort key {@code N,}
     */
    final void create(String table, String keys) {
        var partition = key("p", keys.substring(0, 1));
        if (keys.length() > 2) {
            Tables.create(embedded, table, partition, key("k", keys.substring(2)));
        } else {
            Tables.create(embedded, table, partition);
        }
    }

    private static AttributeDefinition key(String name, String type) {
        return Tables.key(name, ScalarAttributeType.fromValue(type));
    }
}
