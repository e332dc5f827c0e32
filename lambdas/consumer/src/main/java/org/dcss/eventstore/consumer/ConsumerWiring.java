package org.dcss.eventstore.consumer;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Tables;
import org.dcss.eventstore.dynamodb.WriterTables;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.EmbeddedMetrics;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.platform.Priming;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the consumer's parts from its configuration. */
final class ConsumerWiring {

    private final ConsumerConfig config;
    private final Clock clock;
    private final PrintStream out;
    private final Log log;
    private final AwsClients clients;
    private final Tables tables;
    private final FreshRandom random;
    private final ExecutorService calls;

    ConsumerWiring(ConsumerConfig config, Clock clock) {
        this(
                config,
                clock,
                System.out,
                new AwsClients(
                        config.environment(),
                        () -> ResettingConnections.client(config.writing().concurrency() + 1)),
                new FreshRandom(),
                Executors.newFixedThreadPool(config.writing().concurrency(), runnable -> {
                    Thread thread = new Thread(runnable, "table-call");
                    thread.setDaemon(true);
                    return thread;
                }));
        Priming.with(this::dryRun, List.of(() -> tables.events().stretch(Slot.at(clock.instant()))), log);
    }

    private ConsumerWiring(
            ConsumerConfig config,
            Clock clock,
            PrintStream out,
            AwsClients clients,
            FreshRandom random,
            ExecutorService calls) {
        Duration callTimeout = config.settling().callTimeout();
        DynamoDbClient dynamoDb = clients.client(DynamoDbClient.builder(), "DYNAMODB", CallLimits.once(callTimeout));
        this.config = config;
        this.clock = clock;
        this.out = out;
        this.log = new Log(config.serviceName(), Log.Level.from(config.environment()), clock, out);
        this.clients = clients;
        this.tables = WriterTables.of(
                dynamoDb,
                config.eventsTable(),
                config.claimsTable(),
                callTimeout,
                config.writing().retention());
        this.random = random;
        this.calls = calls;
    }

    /** Over the same parts, except that nobody is reached and nothing is printed. */
    Priming.Step dryRun() {
        AwsClients dry = clients.answeredBy(ConsumerDryRun.answers());
        return new ConsumerDryRun(new ConsumerWiring(config, clock, Priming.nowhere(), dry, random, calls), dry::close);
    }

    Clock clock() {
        return clock;
    }

    Log log() {
        return log;
    }

    Settling settling() {
        return config.settling();
    }

    MetricSink metrics() {
        return new EmbeddedMetrics(config.metricsNamespace(), config.serviceName(), clock, out);
    }

    Consumer consumer() {
        EventWriter writer = new EventWriter(tables, config.writing(), calls, clock, random::generator);
        Supplier<SqsClient> sqs = new Once<>(() -> clients.client(
                SqsClient.builder(), "SQS", new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 2)));
        return new Consumer(
                writer,
                new SqsDeadLetters(sqs, config.dlqUrl()),
                clock,
                config.writing().ordered());
    }

    /** Makes its value when first asked. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> making;
        private @Nullable T value;

        Once(Supplier<T> making) {
            this.making = making;
        }

        @Override
        public synchronized T get() {
            if (value == null) {
                value = making.get();
            }
            return value;
        }
    }
}
