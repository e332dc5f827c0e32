package org.dcss.eventstore.query;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.EventLog;
import org.dcss.eventstore.core.Feed;
import org.dcss.eventstore.core.Filter;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
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
    private final Log log;
    private final EventLog events;

    QueryWiring(QueryConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.log = new Log(config.serviceName(), Log.Level.from(config.environment()), clock, System.out);
        AwsClients clients = new AwsClients(config.environment(), MAX_CONNECTIONS);
        DynamoDbClient dynamoDb = clients.client(DynamoDbClient.builder(), "DYNAMODB", READ);
        this.events = new DynamoDbEventLog(dynamoDb, config.eventsTable());
        Priming.with(this::dryCall, log);
    }

    Clock clock() {
        return clock;
    }

    Log log() {
        return log;
    }

    MetricSink metrics() {
        return new EmbeddedMetrics(config.metricsNamespace(), config.serviceName(), clock, System.out);
    }

    EventLog events() {
        return events;
    }

    Settling settling() {
        return config.settling();
    }

    /** Runs reads ahead; grows with the callers, each of which has one under way at most. */
    Executor readers() {
        return Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "read-ahead");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void dryCall() {
        Slot minuteAgo = Slot.at(clock.instant().minus(Duration.ofMinutes(1)));
        new Feed(events, config.settling(), clock).page(minuteAgo, Filter.NONE, 1);
        Answer.of(new EventArray(true), true, Caching.headers(Optional.empty()), Optional.empty());
    }
}
