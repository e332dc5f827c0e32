package org.dcss.eventstore.consumer;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.engines.access.Clients;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * A process with DynamoDB Local on all its interfaces, and a reader who follows the feed. Answers {@code stored} and
 * {@code seen} with what is in the table and what the reader has seen, {@code position} with how far the reader is, and
 * {@code hold MILLIS} when each put that comes before that time is over will be carried out only then.
 */
final class TableHost {

    /** The plain port; the next one is TLS. */
    static final int PORT = 8000;

    private static final Duration POLL = Duration.ofMillis(20);

    private final Clock clock = Clock.systemUTC();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Slot position;
    private volatile long heldUntil;

    private TableHost() {
        position = Slot.at(clock.instant());
    }

    /**
     * Runs until its input ends.
     *
     * @param arguments the settle time in milliseconds, a key store and its password
     */
    public static void main(String... arguments) throws Exception {
        TableHost host = new TableHost();
        host.serve(arguments[1], arguments[2]);
        DynamoDbClient dynamoDb = Clients.dynamoDb(URI.create("http://127.0.0.1:" + PORT));
        dynamoDb.createTable(TableSchema.EVENTS.request("events"));
        dynamoDb.createTable(TableSchema.CLAIMS.request("claims"));
        Settling settling = new Settling(Duration.ofMillis(Long.parseLong(arguments[0])));
        Feed feed = new Feed(new DynamoDbEventLog(dynamoDb, "events"), settling, host.clock);
        Thread reader = new Thread(() -> host.follow(feed), "reader");
        reader.setDaemon(true);
        reader.start();
        Peer.answer("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            Peer.answer(host.answer(line, dynamoDb));
        }
        System.exit(0);
    }

    private String answer(String line, DynamoDbClient dynamoDb) {
        if (line.startsWith("hold ")) {
            heldUntil = clock.millis() + Long.parseLong(line.substring("hold ".length()));
            return "held";
        }
        return switch (line) {
            case "seen" -> String.join(" ", seen);
            case "position" -> Long.toString(position.millis());
            case "stored" -> stored(dynamoDb);
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static String stored(DynamoDbClient dynamoDb) {
        return dynamoDb.scanPaginator(scan -> scan.tableName("events")).items().stream()
                .filter(item -> item.containsKey("type"))
                .map(TableHost::named)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String named(Map<String, AttributeValue> item) {
        AttributeValue ts = Objects.requireNonNull(item.get("ts"));
        AttributeValue id = Objects.requireNonNull(item.get("id"));
        return named(Long.parseLong(ts.n()), id.s());
    }

    private static String named(long slot, String id) {
        return slot + "=" + id;
    }

    private void follow(Feed feed) {
        while (true) {
            FeedPage page = feed.page(position, Filter.NONE, 1000);
            page.events()
                    .forEach(event -> seen.add(
                            named(event.slot().millis(), event.event().id().value())));
            position = page.next();
            pause(POLL.toMillis());
        }
    }

    private void serve(String keyStore, String password) throws Exception {
        Server server = new Server();
        ServerConnector plain = new ServerConnector(server, 1, 1);
        plain.setPort(PORT);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore);
        tls.setKeyStorePassword(password);
        tls.setSniRequired(false);
        ServerConnector encrypted = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(new HttpConfiguration()));
        encrypted.setPort(PORT + 1);
        server.setConnectors(new Connector[] {plain, encrypted});
        server.setHandler(new Holding(
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null)));
        server.start();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A table that is slow to carry out what has reached it, put after put in the order they came in. */
    private final class Holding extends Handler.Wrapper {

        private final Lock turn = new ReentrantLock(true);

        Holding(Handler table) {
            super(table);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String target = Optional.ofNullable(request.getHeaders().get("X-Amz-Target"))
                    .orElse("");
            if (!target.endsWith("PutItem")) {
                return super.handle(request, response, callback);
            }
            turn.lock();
            try {
                pause(Math.max(0, heldUntil - clock.millis()));
                return super.handle(request, response, callback);
            } finally {
                turn.unlock();
            }
        }
    }
}
