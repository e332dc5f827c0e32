package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Tables;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.dynamodb.WriterTables;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Threads;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.function.FunctionDescription;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.TimeLimit;
import org.dcss.eventstore.platform.priming.Priming;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The consumer function: over which clients and threads it writes. */
final class ConsumerFunction implements FunctionDescription<ConsumerHandler.Parts> {

    private static final CallLimits DEAD_LETTER = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 2);

    private final ConsumerConfig config;
    private final WriterOptions writing;
    private final FreshRandom random = new FreshRandom();
    private final Executor calls;

    ConsumerFunction(Environment environment) {
        this.config = ConsumerConfig.from(environment);
        this.writing = config.writing();
        this.calls = Executors.newFixedThreadPool(writing.concurrency(), Threads.named("table-call"));
    }

    @Override
    public Duration timeout() {
        return config.timeout();
    }

    @Override
    public SdkHttpClient connections() {
        return ResettingConnections.client(writing.concurrency() + 1);
    }

    @Override
    public ConsumerHandler.Parts parts(Platform platform, AwsClients aws) {
        Duration callTimeout = writing.settling().callTimeout();
        DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder(), "DYNAMODB", CallLimits.once(callTimeout));
        Tables tables =
                WriterTables.of(dynamoDb, config.eventsTable(), config.claimsTable(), callTimeout, writing.retention());
        EventWriter writer = new EventWriter(tables, writing, calls, platform.clock(), random::generator);
        SqsDeadLetters deadLetters =
                new SqsDeadLetters(() -> aws.client(SqsClient.builder(), "SQS", DEAD_LETTER), config.dlqUrl());
        return new ConsumerHandler.Parts(
                new Consumer(writer, deadLetters, platform.clock(), writing.ordered()),
                tables,
                TimeLimit.ofLambda(writing.settling().reserve()),
                platform);
    }

    @Override
    public RequestStreamHandler handler(ConsumerHandler.Parts parts) {
        return new ConsumerHandler(parts);
    }

    @Override
    public List<Priming.Step> connects(ConsumerHandler.Parts parts, AwsClients aws) {
        return List.of(() ->
                parts.tables().events().stretch(Slot.at(parts.platform().clock().instant())));
    }
}
