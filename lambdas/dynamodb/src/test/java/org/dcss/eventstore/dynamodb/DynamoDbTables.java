package org.dcss.eventstore.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.local.engines.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for a test class, in which each test makes tables of its own. */
final class DynamoDbTables implements BeforeAllCallback, AfterAllCallback {

    private @Nullable LocalDynamoDb engine;
    private @Nullable DynamoDbClient client;

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            engine = LocalDynamoDb.inMemory(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = Clients.dynamoDb(engine.endpoint());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Objects.requireNonNull(client).close();
        Objects.requireNonNull(engine).close();
    }

    DynamoDbClient client() {
        return Objects.requireNonNull(client);
    }

    String events(boolean expiring) {
        String name = "events-" + UUID.randomUUID();
        CreateTables.events(client(), name, expiring);
        return name;
    }

    String claims() {
        String name = "claims-" + UUID.randomUUID();
        CreateTables.claims(client(), name);
        return name;
    }

    String keys() {
        String name = "keys-" + UUID.randomUUID();
        CreateTables.keys(client(), name);
        return name;
    }

    String usage() {
        String name = "usage-" + UUID.randomUUID();
        CreateTables.usage(client(), name);
        return name;
    }
}
