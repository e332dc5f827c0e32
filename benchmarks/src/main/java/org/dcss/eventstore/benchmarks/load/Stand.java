package org.dcss.eventstore.benchmarks.load;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.dynamodb.CreateTables;
import org.dcss.eventstore.dynamodb.KeyRegistry;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.Queues;

/** Both engines, with tables, a queue and a key, and nothing that uses them yet. */
public final class Stand implements AutoCloseable {

    public static final String EVENTS = "dcss-events";
    public static final Source SRC = new Source("cpo");
    public static final String KEY = "dcss_cpo_0123456789";
    /** Never redelivered while it is measured. */
    private static final Duration VISIBILITY = Duration.ofHours(1);

    private static final String CLAIMS = "dcss-claims";
    private static final String KEYS = "dcss-keys";
    private static final String USAGE = "dcss-usage";
    private static final int MAX_RECEIVES = 5;

    private final TemporaryFolder folder;
    private final Engines engines;
    private final Queues queues;
    private final FunctionClients clients;

    private Stand(TemporaryFolder folder, Engines engines, Clock clock) {
        this.folder = folder;
        this.engines = engines;
        CreateTables.events(engines.dynamoDbClient(), EVENTS, false);
        CreateTables.claims(engines.dynamoDbClient(), CLAIMS);
        CreateTables.keys(engines.dynamoDbClient(), KEYS);
        CreateTables.usage(engines.dynamoDbClient(), USAGE);
        new KeyRegistry(engines.dynamoDbClient(), KEYS, clock).ensure(KEY, SRC);
        this.queues = Queues.ensure(engines.sqsClient(), new Queues.Spec(EVENTS, false, VISIBILITY, MAX_RECEIVES));
        this.clients = new FunctionClients(engines);
    }

    /** With engines that store on disk, as local mode's do. */
    public static Stand start(Clock clock) throws IOException {
        TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
        return new Stand(folder, Engines.at(folder.path()), clock);
    }

    /** With engines that store nothing, where what a disk can do is not the question. */
    public static Stand inMemory(Clock clock) throws IOException {
        return new Stand(TemporaryFolder.make("dcss-benchmark"), Engines.inMemory(), clock);
    }

    /** What the functions find in their environment, as local mode sets it. */
    public Map<String, String> environment(Duration settle) {
        Map<String, String> variables = new HashMap<>(FunctionClients.environment(engines));
        variables.put("QUEUE_URL", queues.url());
        variables.put("DLQ_URL", queues.dlqUrl());
        variables.put("EVENTS_TABLE", EVENTS);
        variables.put("CLAIMS_TABLE", CLAIMS);
        variables.put("KEYS_TABLE", KEYS);
        variables.put("USAGE_TABLE", USAGE);
        variables.put("QUOTAS", "{}");
        variables.put("SETTLE_MS", Long.toString(settle.toMillis()));
        variables.put(
                "FUNCTION_TIMEOUT_MS", Long.toString(functionTimeout(settle).toMillis()));
        variables.put("LOG_LEVEL", "WARN");
        return variables;
    }

    /** The shortest that a consumer with this settling time takes, or local mode's, if that is longer. */
    public static Duration functionTimeout(Duration settle) {
        Duration least = settle.multipliedBy(9).dividedBy(4).plusSeconds(1);
        Duration local = Duration.ofSeconds(10);
        return least.compareTo(local) > 0 ? least : local;
    }

    public Engines engines() {
        return engines;
    }

    public String queueUrl() {
        return queues.url();
    }

    public FunctionClients clients() {
        return clients;
    }

    /** Makes the events table anew, empty. */
    public void emptyTable() {
        engines.dynamoDbClient().deleteTable(table -> table.tableName(EVENTS));
        CreateTables.events(engines.dynamoDbClient(), EVENTS, false);
    }

    public void emptyQueue() {
        engines.sqsClient().purgeQueue(queue -> queue.queueUrl(queues.url()));
    }

    @Override
    public void close() throws IOException {
        clients.close();
        engines.close();
        folder.close();
    }
}
