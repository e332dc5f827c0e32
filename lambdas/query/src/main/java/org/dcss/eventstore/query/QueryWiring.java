package org.dcss.eventstore.query;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.EmbeddedMetrics;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.platform.Priming;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes query's parts from its configuration. */
final class QueryWiring {

    private static final int MAX_CONNECTIONS = 64;
    /** Well under the 30 s that the gateway waits, with room for an attempt that hangs. */
    private static final CallLimits READ = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    private final QueryConfig config;
    private final Clock clock;
    private final PrintStream out;
    private final Log log;
    private final AwsClients clients;
    private final EventLog events;
    private final ExecutorService readers;

    QueryWiring(QueryConfig config, Clock clock) {
        this(
                config,
                clock,
                System.out,
                new AwsClients(config.environment(), MAX_CONNECTIONS),
                Executors.newCachedThreadPool(runnable -> {
                    Thread thread = new Thread(runnable, "read-ahead");
                    thread.setDaemon(true);
                    return thread;
                }));
        Priming.with(this::dryRun, List.of(() -> events.get(new Slot(0))), log);
    }

    private QueryWiring(QueryConfig config, Clock clock, PrintStream out, AwsClients clients, ExecutorService readers) {
        this.config = config;
        this.clock = clock;
        this.out = out;
        this.log = new Log(config.serviceName(), Log.Level.from(config.environment()), clock, out);
        this.clients = clients;
        DynamoDbClient dynamoDb = clients.client(DynamoDbClient.builder(), "DYNAMODB", READ);
        this.events = new DynamoDbEventLog(dynamoDb, config.eventsTable());
        this.readers = readers;
    }

    /** Over the same parts, except that it is always the same time, nobody is reached and nothing is printed. */
    Priming.Step dryRun() {
        AwsClients dry = clients.answeredBy(QueryDryRun.answers());
        return new QueryDryRun(new QueryWiring(config, QueryDryRun.CLOCK, Priming.nowhere(), dry, readers), dry::close);
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

    EventLog events() {
        return events;
    }

    Settling settling() {
        return config.settling();
    }

    Caching caching() {
        return new Caching(config.retention());
    }

    /** Runs reads ahead; grows with the callers, each of which has one under way at most. */
    Executor readers() {
        return readers;
    }
}
