package org.dcss.eventstore.local.administration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.local.engines.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for a test class, in which each test makes tables of its own. */
final class DynamoDb implements BeforeAllCallback, AfterAllCallback {

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

    /** Makes a table, and returns its name. */
    String table(BiConsumer<DynamoDbClient, String> kind) {
        String name = "table-" + UUID.randomUUID();
        kind.accept(client(), name);
        return name;
    }
}
