package org.dcss.eventstore.submit;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbKeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbUsageTable;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.EmbeddedMetrics;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.platform.Priming;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes submit's parts from its configuration. */
final class SubmitWiring {

    /** Bounded tightly: a request may wait for it, and goes on without. */
    private static final Duration USAGE = Duration.ofMillis(500);

    private static final int MAX_CONNECTIONS = 64;
    /** A batch of 500 events makes 50 requests to the queue. */
    private static final int SENDERS = 8;

    private static final CallLimits KEY_LOOKUP = new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), 3);
    /** The time for a whole call is further bounded by the request's. */
    private static final CallLimits SEND = new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), 3);

    private final SubmitConfig config;
    private final Clock clock;
    private final PrintStream out;
    private final Log log;
    private final AwsClients clients;
    private final KeyTable keys;
    private final DynamoDbUsageTable usage;
    private final SqsClient sqs;
    private final EventCheck check;
    private final FreshRandom random;
    private final ExecutorService senders;
    /** Runs what no answer waits for. */
    private final Executor background;

    private final Quotas quotas;

    SubmitWiring(SubmitConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.out = System.out;
        this.log = logTo(out);
        // Both take long, and neither needs the other.
        CompletableFuture<SchemaCatalog> schemas = CompletableFuture.supplyAsync(SchemaCatalog::load);
        this.clients = new AwsClients(config.environment(), MAX_CONNECTIONS);
        DynamoDbClient dynamoDb = dynamoDb(clients);
        this.keys = new DynamoDbKeyTable(dynamoDb, config.keysTable());
        this.usage = new DynamoDbUsageTable(dynamoDb, config.usageTable(), USAGE);
        this.sqs = sqs(clients);
        this.check = new EventCheck(schemas.join(), config.maxEventBytes());
        this.random = new FreshRandom();
        this.senders = Executors.newFixedThreadPool(SENDERS, runnable -> {
            Thread thread = new Thread(runnable, "sender");
            thread.setDaemon(true);
            return thread;
        });
        this.background = senders;
        this.quotas = config.quotas();
        Priming.with(this::dryRun, List.of(this::connectToKeys, this::connectToQueue), log);
    }

    /** The same parts, except for the clients and that nothing is printed. */
    private SubmitWiring(SubmitWiring like, AwsClients clients) {
        this.config = like.config;
        this.clock = like.clock;
        this.out = Priming.nowhere();
        this.log = logTo(out);
        this.clients = clients;
        DynamoDbClient dynamoDb = dynamoDb(clients);
        this.keys = new DynamoDbKeyTable(dynamoDb, config.keysTable());
        this.usage = new DynamoDbUsageTable(dynamoDb, config.usageTable(), USAGE);
        this.sqs = sqs(clients);
        this.check = like.check;
        this.random = like.random;
        this.senders = like.senders;
        // A dry run leaves nothing behind it, and is not to fail by a small quota.
        this.background = Runnable::run;
        this.quotas = Quotas.DEFAULTS;
    }

    private Log logTo(PrintStream target) {
        return new Log(config.serviceName(), Log.Level.from(config.environment()), clock, target);
    }

    private static DynamoDbClient dynamoDb(AwsClients clients) {
        return clients.client(DynamoDbClient.builder(), "DYNAMODB", KEY_LOOKUP);
    }

    private static SqsClient sqs(AwsClients clients) {
        return clients.client(SqsClient.builder(), "SQS", SEND);
    }

    Priming.Step dryRun() {
        AwsClients dry = clients.answeredBy(SubmitDryRun.answers());
        return new SubmitDryRun(new SubmitWiring(this, dry), dry::close);
    }

    Clock clock() {
        return clock;
    }

    Log log() {
        return log;
    }

    MetricSink metrics() {
        return new EmbeddedMetrics(config.metricsNamespace(), config.serviceName(), clock, out);
    }

    Authenticator authenticator() {
        return new Authenticator(new CachedKeyTable(keys, config.keyCacheTime(), clock), clock);
    }

    KeyUse keyUse() {
        return new KeyUse(usage, background, clock, log);
    }

    Submitter submitter() {
        return new Submitter(
                check,
                new QuotaQueue(
                        new SqsSubmissionQueue(sqs, config.queueUrl(), config.fairQueue(), senders, clock),
                        quotas,
                        usage,
                        clock,
                        log),
                () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES)),
                clock);
    }

    /** Looks for a key that cannot be. */
    private void connectToKeys() {
        keys.find(KeyHash.of(""));
    }

    private void connectToQueue() throws IOException {
        clients.connect("SQS", URI.create(config.queueUrl()));
    }
}
