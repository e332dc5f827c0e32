package org.dcss.eventstore.local.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.dcss.eventstore.local.engines.access.Access;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import org.dcss.eventstore.local.engines.sqs.LocalSqs;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Both engines, and one client of each. */
public final class Engines implements AutoCloseable {
    private final LocalDynamoDb dynamoDb;
    private final LocalSqs sqs;
    private final DynamoDbClient dynamoDbClient;
    private final SqsClient sqsClient;

    private Engines(LocalDynamoDb dynamoDb, LocalSqs sqs, AccessKey key) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.dynamoDbClient = Clients.dynamoDb(dynamoDb.endpoint(), key);
        this.sqsClient = Clients.sqs(sqs.endpoint(), key);
    }

    /** On free ports, and for every access key; nothing outlives {@link #close()}. */
    public static Engines inMemory() throws IOException {
        return start(() -> LocalDynamoDb.inMemory(0), () -> LocalSqs.inMemory(0), Access.ANY_KEY);
    }

    /**
     * On free ports, and for every access key, as befits what is thrown away afterwards. What they answered as done lives
     * in {@code directory}, which is made if absent.
     */
    public static Engines at(Path directory) throws IOException {
        return at(directory, Access.ANY_KEY);
    }

    /** On free ports. One process at a time may use a directory. */
    public static Engines at(Path directory, Access access) throws IOException {
        SqliteLibrary.load(directory.resolve("native"));
        return start(
                () -> LocalDynamoDb.at(directory.resolve("dynamodb"), 0, access.dynamoDb()),
                () -> LocalSqs.at(directory.resolve("sqs"), 0, access.sqs()),
                access);
    }

    /** Side by side, since each takes its second. */
    private static Engines start(Start<LocalDynamoDb> dynamoDb, Start<LocalSqs> sqs, Access access) throws IOException {
        var startingSqs = new FutureTask<>(sqs::start);
        new Thread(startingSqs, "sqs-start").start();
        LocalDynamoDb startedDynamoDb;
        try {
            startedDynamoDb = dynamoDb.start();
        } catch (IOException | RuntimeException e) {
            closeQuietly(startingSqs, e);
            throw e;
        }
        try {
            return new Engines(startedDynamoDb, await(startingSqs), access.own());
        } catch (IOException | RuntimeException e) {
            startedDynamoDb.close();
            throw e;
        }
    }

    private static void closeQuietly(Future<LocalSqs> starting, Exception because) {
        try {
            await(starting).close();
        } catch (IOException | RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    private static <T> T await(Future<T> starting) throws IOException {
        try {
            return starting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("an engine did not start", e);
        }
    }

    @FunctionalInterface
    private interface Start<T> {
        T start() throws IOException;
    }

    public LocalDynamoDb dynamoDb() {
        return dynamoDb;
    }

    public LocalSqs sqs() {
        return sqs;
    }

    /** Shared; closed with the engines. */
    public DynamoDbClient dynamoDbClient() {
        return dynamoDbClient;
    }

    /** Shared; closed with the engines. */
    public SqsClient sqsClient() {
        return sqsClient;
    }

    @Override
    public void close() {
        try (dynamoDb;
                sqs;
                dynamoDbClient;
                sqsClient) {
            // Clients first, then the engines they talk to, whatever fails.
        }
    }
}
