package org.dcss.eventstore.query;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbStreamTable;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.Threads;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.CrtConnections;
import org.dcss.eventstore.platform.function.FunctionDescription;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.priming.Priming;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.view.Views;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The query function: over which clients and threads it reads. */
final class QueryFunction implements FunctionDescription<QueryHandler.Parts> {

    private static final int MAX_CONNECTIONS = 64;
    /** Well under the 30 s that the gateway waits, with room for an attempt that hangs. */
    private static final CallLimits READ = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    private final QueryConfig config;
    /** As many as there are callers, each of which has one read under way at most. */
    private final Executor readers = Executors.newCachedThreadPool(Threads.named("read-ahead"));

    QueryFunction(Environment environment) {
        this.config = QueryConfig.from(environment);
    }

    @Override
    public SdkHttpClient connections() {
        return CrtConnections.client(MAX_CONNECTIONS);
    }

    @Override
    public QueryHandler.Parts parts(Platform platform, AwsClients aws) {
        DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder(), "DYNAMODB", READ);
        EventLog events = new DynamoDbEventLog(dynamoDb, config.eventsTable());
        Optional<Views> views = config.viewsTable()
                .map(table -> new Views(
                        new DynamoDbViewTable(dynamoDb, table, readers),
                        config.views(),
                        events,
                        config.settling(),
                        platform.clock()));
        Optional<StreamTable> streams =
                config.streamsTable().map(table -> new DynamoDbStreamTable(dynamoDb, table, READ.total()));
        return new QueryHandler.Parts(
                events,
                views,
                streams,
                config.settling(),
                new Caching(config.retention(), config.step()),
                readers,
                config.pagesAhead(),
                platform);
    }

    @Override
    public RequestStreamHandler handler(QueryHandler.Parts parts) {
        return new QueryHandler(parts);
    }

    @Override
    public List<Priming.Step> connects(QueryHandler.Parts parts, AwsClients aws) {
        return List.of(() -> parts.events().get(new Slot(0)));
    }
}
