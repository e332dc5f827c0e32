package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.core.stream.Appender;
import org.dcss.eventstore.core.stream.Outbox;
import org.dcss.eventstore.core.stream.Passing;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.dynamodb.DynamoDbKeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbStreamTable;
import org.dcss.eventstore.dynamodb.DynamoDbUsageTable;
import org.dcss.eventstore.intake.IntakeConfig;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.CachedKeyTable;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.queue.Quotas;
import org.dcss.eventstore.intake.queue.SourceQuotas;
import org.dcss.eventstore.intake.queue.SqsSubmissionQueue;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Threads;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.CrtConnections;
import org.dcss.eventstore.platform.function.FunctionDescription;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.priming.Priming;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The append function: over which clients it works. */
final class AppendFunction implements FunctionDescription<AppendHandler.Parts> {

    private static final int MAX_CONNECTIONS = 64;

    private static final CallLimits KEY_LOOKUP = new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), 3);
    /** Bounded tightly: a request may wait for it, and goes on without. */
    private static final Duration USAGE = Duration.ofMillis(500);

    private static final Duration STREAM = Duration.ofSeconds(2);
    /** A version that the queue does not take is in its stream, and its client waits: the outbox has more time. */
    private static final Duration SEND = Duration.ofSeconds(2);

    private final AppendConfig config;
    private final FreshRandom random = new FreshRandom();
    private final Executor background = Executors.newSingleThreadExecutor(Threads.named("key-use"));

    AppendFunction(Environment environment) {
        this.config = AppendConfig.from(environment);
    }

    @Override
    public SdkHttpClient connections() {
        return CrtConnections.client(MAX_CONNECTIONS);
    }

    @Override
    public AppendHandler.Parts parts(Platform platform, AwsClients aws) {
        return parts(platform, aws, config.intake().quotas(), background);
    }

    /** It is not refused by a small quota, and has nothing under way when it is over. */
    @Override
    public AppendHandler.Parts dryParts(Platform platform, AwsClients aws) {
        return parts(platform, aws, Quotas.DEFAULTS, Runnable::run);
    }

    private AppendHandler.Parts parts(Platform platform, AwsClients aws, Quotas quotas, Executor uses) {
        Clock clock = platform.clock();
        IntakeConfig intake = config.intake();
        DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder(), "DYNAMODB", KEY_LOOKUP);
        KeyTable keys = new DynamoDbKeyTable(dynamoDb, intake.keysTable());
        DynamoDbUsageTable usage = new DynamoDbUsageTable(dynamoDb, intake.usageTable(), USAGE);
        StreamTable streams = new DynamoDbStreamTable(
                aws.client(DynamoDbClient.builder(), "DYNAMODB", CallLimits.once(STREAM)),
                config.streamsTable(),
                STREAM);
        SqsClient sqs = aws.client(SqsClient.builder(), "SQS", CallLimits.once(SEND));
        SqsSubmissionQueue queue =
                new SqsSubmissionQueue(sqs, intake.queueUrl(), intake.fairQueue(), Runnable::run, clock);
        Passing passing = new Passing(streams, new SqsStreamQueue(queue), clock);
        return new AppendHandler.Parts(
                keys,
                streams,
                new Authenticator(new CachedKeyTable(keys, intake.keyCacheTime(), clock), clock),
                new KeyUse(usage, uses, clock, platform.log()),
                new Appends(
                        new Appender(streams, passing, clock, AppendFunction::pause, random::generator),
                        new SourceQuotas(quotas, usage, clock, platform.log()),
                        () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES)),
                        intake.maxEventBytes()),
                new Outbox(streams, passing, clock),
                platform);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public RequestStreamHandler handler(AppendHandler.Parts parts) {
        return new AppendHandler(parts);
    }

    /** Looks for a key and a stream that cannot be, and connects to the queue. */
    @Override
    public List<Priming.Step> connects(AppendHandler.Parts parts, AwsClients aws) {
        return List.of(
                () -> parts.keys().find(KeyHash.of("")),
                () -> parts.streams().last(new StreamId("-")),
                () -> aws.connect("SQS", URI.create(config.intake().queueUrl())));
    }
}
