package org.dcss.eventstore.benchmarks.deployment;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.dynamodb.CreateTables;
import org.dcss.eventstore.dynamodb.KeyRegistry;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.Queues;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables, a queue and one key, in engines that forget; and what a function must know of them. */
public final class Stage implements AutoCloseable {

    public static final String EVENTS = "dcss-event-store-bench-events";
    public static final String CLAIMS = "dcss-event-store-bench-claims";
    public static final String KEYS = "dcss-event-store-bench-keys";
    /** The only source, and its key. */
    public static final Source SRC = new Source("cpo");

    public static final String KEY = "dcss_cpo_UHVyZWx5IGZvciBiZW5jaG1hcmtzLCBhcyBsb25nIGFzIGEga2V5";

    private static final String QUEUE = "dcss-event-store-bench";

    private final TerraformDefaults defaults;
    private final Engines engines;
    private final Queues queues;

    private Stage(TerraformDefaults defaults, Engines engines, Queues queues) {
        this.defaults = defaults;
        this.engines = engines;
        this.queues = queues;
    }

    /** Starts the engines and creates what is deployed. */
    public static Stage start(Clock clock) throws IOException {
        TerraformDefaults defaults = TerraformDefaults.read();
        Engines engines = Engines.inMemory();
        DynamoDbClient dynamoDb = engines.dynamoDbClient();
        CreateTables.events(dynamoDb, EVENTS, false);
        CreateTables.claims(dynamoDb, CLAIMS);
        CreateTables.keys(dynamoDb, KEYS);
        new KeyRegistry(dynamoDb, KEYS, clock).accept(KEY, SRC, "benchmark");
        Duration visibility = Duration.ofSeconds((long) defaults.number("consumer", "timeout_s"))
                .multipliedBy(6);
        Queues queues = Queues.ensure(engines.sqsClient(), new Queues.Spec(QUEUE, false, visibility, (int)
                defaults.number("max_receive_count")));
        return new Stage(defaults, engines, queues);
    }

    public TerraformDefaults defaults() {
        return defaults;
    }

    public Engines engines() {
        return engines;
    }

    /** Where the functions find them, unless something stands between. */
    public URI dynamoDb() {
        return engines.dynamoDb().endpoint();
    }

    public URI sqs() {
        return engines.sqs().endpoint();
    }

    /** A function's own variables, as {@code infrastructure/main.tf} sets them. */
    public Map<String, String> variables(Role role) {
        Map<String, String> variables = new HashMap<>();
        variables.put("METRICS_NAMESPACE", defaults.text("metrics_namespace"));
        variables.put("SERVICE_NAME", "dcss-event-store-bench");
        variables.put("LOG_LEVEL", defaults.text("log_level"));
        variables.put("AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION", "true");
        variables.put("JAVA_TOOL_OPTIONS", defaults.text("jvm_options"));
        switch (role) {
            case SUBMIT -> {
                variables.put("QUEUE_URL", queues.url());
                variables.put("KEYS_TABLE", KEYS);
                put(variables, "MAX_EVENT_BYTES", defaults.number("max_event_bytes"));
                put(variables, "KEY_CACHE_SECONDS", defaults.number("key_cache_seconds"));
            }
            case CONSUMER -> {
                variables.put("QUEUE_URL", queues.url());
                variables.put("DLQ_URL", queues.dlqUrl());
                variables.put("EVENTS_TABLE", EVENTS);
                variables.put("CLAIMS_TABLE", CLAIMS);
                put(variables, "SETTLE_MS", defaults.number("settle_ms"));
                put(variables, "FUNCTION_TIMEOUT_MS", defaults.number("consumer", "timeout_s") * 1000);
                variables.put("WRITE_PROTOCOL", "2");
                put(variables, "RETENTION_DAYS", defaults.number("retention_days"));
                put(variables, "WRITE_CONCURRENCY", defaults.number("write_concurrency"));
            }
            case QUERY -> {
                variables.put("EVENTS_TABLE", EVENTS);
                put(variables, "SETTLE_MS", defaults.number("settle_ms"));
            }
        }
        return variables;
    }

    private static void put(Map<String, String> variables, String name, double number) {
        variables.put(name, Long.toString(Math.round(number)));
    }

    @Override
    public void close() {
        engines.close();
    }
}
