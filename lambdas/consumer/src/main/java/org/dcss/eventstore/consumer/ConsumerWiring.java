package org.dcss.eventstore.consumer;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.dcss.eventstore.core.ClaimTable;
import org.dcss.eventstore.core.EventTable;
import org.dcss.eventstore.core.EventWriter;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.dynamodb.DynamoDbClaimTable;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.EmbeddedMetrics;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.platform.Priming;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the consumer's parts from its configuration. */
final class ConsumerWiring {

    private final ConsumerConfig config;
    private final Clock clock;
    private final Log log;

    ConsumerWiring(ConsumerConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.log = new Log(config.serviceName(), Log.Level.from(config.environment()), clock, System.out);
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
        return new EmbeddedMetrics(config.metricsNamespace(), config.serviceName(), clock, System.out);
    }

    Consumer consumer() {
        Duration callTimeout = config.settling().callTimeout();
        AwsClients clients =
                new AwsClients(config.environment(), config.writing().concurrency() + 1);
        DynamoDbClient dynamoDb = clients.client(DynamoDbClient.builder(), "DYNAMODB", CallLimits.once(callTimeout));
        EventTable events = new DynamoDbEventTable(dynamoDb, config.eventsTable(), callTimeout, config.retention());
        ClaimTable claims = new DynamoDbClaimTable(dynamoDb, config.claimsTable(), callTimeout);
        ExecutorService calls = Executors.newFixedThreadPool(config.writing().concurrency(), runnable -> {
            Thread thread = new Thread(runnable, "table-call");
            thread.setDaemon(true);
            return thread;
        });
        Priming.with(() -> events.run(Slot.at(clock.instant())), log);
        EventWriter writer =
                new EventWriter(events, claims, config.writing(), calls, clock, ThreadLocalRandom::current);
        Supplier<SqsClient> sqs = new Once<>(() -> clients.client(
                SqsClient.builder(), "SQS", new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 2)));
        return new Consumer(writer, new SqsDeadLetters(sqs, config.dlqUrl()), clock);
    }

    /** Makes its value when first asked. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> making;
        private @org.jspecify.annotations.Nullable T value;

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
