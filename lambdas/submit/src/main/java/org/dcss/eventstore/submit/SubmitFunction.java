package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbKeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbUsageTable;
import org.dcss.eventstore.intake.IntakeConfig;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.CachedKeyTable;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.queue.QuotaQueue;
import org.dcss.eventstore.intake.queue.Quotas;
import org.dcss.eventstore.intake.queue.SqsSubmissionQueue;
import org.dcss.eventstore.intake.queue.SubmissionQueue;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Threads;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.CrtConnections;
import org.dcss.eventstore.platform.function.FunctionDescription;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.priming.Priming;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.dcss.eventstore.submit.pixel.Pixel;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The submit function: over which clients and threads it works. */
final class SubmitFunction implements FunctionDescription<SubmitHandler.Parts> {

    private static final int MAX_CONNECTIONS = 64;
    /** A batch of 500 events makes 50 requests to the queue. */
    private static final int SENDERS = 8;

    private static final CallLimits KEY_LOOKUP = new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), 3);
    /** Bounded tightly: a request may wait for it, and goes on without. */
    private static final Duration USAGE = Duration.ofMillis(500);
    /** The time for a whole call is further bounded by the request's. */
    private static final CallLimits SEND = new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), 3);

    private final SubmitConfig config;
    /** Loading takes as long as making the clients; they are done side by side. */
    private final CompletableFuture<SchemaCatalog> schemas = CompletableFuture.supplyAsync(SchemaCatalog::load);

    private final FreshRandom random = new FreshRandom();
    private final Executor senders = Executors.newFixedThreadPool(SENDERS, Threads.named("sender"));

    SubmitFunction(Environment environment) {
        this.config = SubmitConfig.from(environment);
    }

    @Override
    public SdkHttpClient connections() {
        return CrtConnections.client(MAX_CONNECTIONS);
    }

    @Override
    public SubmitHandler.Parts parts(Platform platform, AwsClients aws) {
        return parts(platform, aws, config.intake().quotas(), senders);
    }

    /** It is not refused by a small quota, and has nothing under way when it is over. */
    @Override
    public SubmitHandler.Parts dryParts(Platform platform, AwsClients aws) {
        return parts(platform, aws, Quotas.DEFAULTS, Runnable::run);
    }

    /** @param background runs what no answer waits for */
    private SubmitHandler.Parts parts(Platform platform, AwsClients aws, Quotas quotas, Executor background) {
        Clock clock = platform.clock();
        IntakeConfig intake = config.intake();
        DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder(), "DYNAMODB", KEY_LOOKUP);
        SqsClient sqs = aws.client(SqsClient.builder(), "SQS", SEND);
        KeyTable keys = new DynamoDbKeyTable(dynamoDb, intake.keysTable());
        DynamoDbUsageTable usage = new DynamoDbUsageTable(dynamoDb, intake.usageTable(), USAGE);
        SubmissionQueue queue = new QuotaQueue(
                new SqsSubmissionQueue(sqs, intake.queueUrl(), intake.fairQueue(), senders, clock),
                quotas,
                usage,
                clock,
                platform.log());
        Supplier<EventId> newIds = () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES));
        return new SubmitHandler.Parts(
                keys,
                new Authenticator(new CachedKeyTable(keys, intake.keyCacheTime(), clock), clock),
                new Submitter(new EventCheck(schemas.join(), intake.maxEventBytes()), queue, newIds, clock),
                config.pixelSource().map(src -> new Pixel(src, queue, newIds, clock)),
                new KeyUse(usage, background, clock, platform.log()),
                platform);
    }

    @Override
    public RequestStreamHandler handler(SubmitHandler.Parts parts) {
        return new SubmitHandler(parts);
    }

    /** Looks for a key that cannot be, and connects to the queue. */
    @Override
    public List<Priming.Step> connects(SubmitHandler.Parts parts, AwsClients aws) {
        return List.of(
                () -> parts.keys().find(KeyHash.of("")),
                () -> aws.connect("SQS", URI.create(config.intake().queueUrl())));
    }
}
