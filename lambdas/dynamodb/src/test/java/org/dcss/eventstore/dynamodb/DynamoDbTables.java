package org.dcss.eventstore.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for a test class, in which each test makes tables of its own. */
public final class DynamoDbTables implements BeforeAllCallback, AfterAllCallback {

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

    public DynamoDbClient client() {
        return Objects.requireNonNull(client);
    }

    /** A client that tells what it sends; the caller closes it. */
    DynamoDbClient observed(Consumer<SdkRequest> observer) {
        return DynamoDbClient.builder()
                .endpointOverride(Objects.requireNonNull(engine).endpoint())
                .region(Clients.REGION)
                .credentialsProvider(Clients.CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        observer.accept(context.request());
                    }
                }))
                .build();
    }

    String events() {
        return make(TableSchema.EVENTS);
    }

    String claims() {
        return make(TableSchema.CLAIMS);
    }

    String keys() {
        return make(TableSchema.KEYS);
    }

    String views() {
        return make(TableSchema.VIEWS);
    }

    String usage() {
        return make(TableSchema.USAGE);
    }

    String streams() {
        return make(TableSchema.STREAMS);
    }

    private String make(TableSchema schema) {
        return table((dynamoDb, name) -> dynamoDb.createTable(schema.request(name)));
    }

    /** Makes a table under a name that no other has, and returns that name. */
    public String table(BiConsumer<DynamoDbClient, String> kind) {
        String name = "table-" + UUID.randomUUID();
        kind.accept(client(), name);
        return name;
    }
}
