package org.dcss.eventstore.local.engines.dynamodb;

import static software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler.DB_FILE_EXTENSION;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local behind a connector of our own: its own server has no host option and listens on every interface.
 * One database whatever the access key and the region of a request that its guard lets through.
 */
public final class LocalDynamoDb implements AutoCloseable {
    /** The name DynamoDB Local gives a database that all credentials and regions share. */
    private static final String NAME = "shared-local-instance";

    private static final int MAX_THREADS = 64;

    /** Longer than a client keeps an unused connection, so that the client is always the one to close it. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    /** Who speaks HTTP has a time limit of his own. */
    private static final Duration OF_ANYBODY = Duration.ofHours(1);

    private final DynamoDbDatabase database;
    private final DynamoDbClient engine;
    private final LocalDynamoDBServerHandler handler;
    private final Server server;
    private final ServerConnector connector;

    private LocalDynamoDb(DynamoDbDatabase database, int port, PortGuard guard) throws IOException {
        this.database = database;
        var jobs = new JobsRegister(Executors.newCachedThreadPool(Daemons.named("dynamodb-job")), false);
        var local = new LocalDBClient(database, jobs) {
            @Override
            public DynamoDbClient dynamoDbClient() {
                return new OrderedDynamoDb(super.dynamoDbClient(), database.thread(), OF_ANYBODY);
            }

            DynamoDbClient engine() {
                return super.dynamoDbClient();
            }
        };
        engine = local.engine();
        handler = new LocalDynamoDBServerHandler(requests(local), null);
        var threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("dynamodb-local");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setHandler(new GuardedHandler(handler, guard));
        // Nobody waits for an answer when it stops, and some clients never close a connection that they do not use.
        server.setStopTimeout(0);
    }

    /** Tables live until {@link #close()}; {@code port} 0 picks a free one. Takes every access key. */
    public static LocalDynamoDb inMemory(int port) throws IOException {
        return start(DynamoDbDatabase.inMemory(), port, PortGuard.ANY_KEY);
    }

    /**
     * Tables live in {@code directory}, which is made if absent; an answered put, update, delete or transaction survives the
     * end of the process and a loss of power.
     */
    public static LocalDynamoDb at(Path directory, int port, PortGuard guard) throws IOException {
        return at(directory, port, guard, DynamoDbDatabase.CHECKPOINT);
    }

    /** @param checkpoint how often the database moves its log into its file */
    static LocalDynamoDb at(Path directory, int port, PortGuard guard, Duration checkpoint) throws IOException {
        var file = Files.createDirectories(directory).resolve(NAME + DB_FILE_EXTENSION);
        return start(DynamoDbDatabase.open(file, checkpoint), port, guard);
    }

    /** It opens a database of its own at the first request, with settings that cannot be changed, unless it has one. */
    @SuppressWarnings("unchecked")
    private static LocalDynamoDBRequestHandler requests(AmazonDynamoDBLocal local) throws IOException {
        var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
        try {
            var open = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
            open.setAccessible(true);
            ((Map<String, AmazonDynamoDBLocal>) open.get(requests)).put(NAME, local);
            return requests;
        } catch (ReflectiveOperationException e) {
            throw new IOException("not the DynamoDB Local this was written for", e);
        }
    }

    private static LocalDynamoDb start(DynamoDbDatabase database, int port, PortGuard guard) throws IOException {
        LocalDynamoDb engine;
        try {
            engine = new LocalDynamoDb(database, port, guard);
        } catch (IOException e) {
            database.close();
            throw e;
        }
        try {
            engine.server.start();
            return engine;
        } catch (Exception e) {
            engine.close();
            throw new IOException("DynamoDB Local cannot listen on port " + port, e);
        }
    }

    /**
     * A client within this process.
     *
     * @param patience how long a call may wait for its turn; what has waited longer has done nothing, and never will
     */
    public DynamoDbClient embedded(Duration patience) {
        return new EmbeddedDynamoDb(engine, database, patience);
    }

    DatabaseThread thread() {
        return database.thread();
    }

    public URI endpoint() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not stop", e);
        } finally {
            handler.close();
        }
    }
}
