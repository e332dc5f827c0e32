package org.dcss.eventstore.benchmarks.read;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.testbed.Variables;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.query.QueryHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads through the handler, or by calls to Query alone. */
@State(Scope.Benchmark)
public class ReadWork {

    private static final Duration TIMEOUT = Duration.ofSeconds(29);

    /** The query function's own. */
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    /** What is read. */
    @Param
    @SuppressWarnings("NullAway.Init")
    public Reading reading;

    /** Where DynamoDB is. */
    @Param("")
    @SuppressWarnings("NullAway.Init")
    public String endpoint;

    /** Start of the day that is read, in milliseconds since 1970. */
    @Param("0")
    public long day;

    @SuppressWarnings("NullAway.Init")
    private LambdaFunction query;

    @SuppressWarnings("NullAway.Init")
    private DynamoDbClient dynamoDb;

    /** Makes the function and the baseline's client. */
    @Setup
    public void prepare() {
        Map<String, String> variables = new HashMap<>(Variables.endpoints(URI.create(endpoint), URI.create(endpoint)));
        variables.put("EVENTS_TABLE", Target.EVENTS);
        Clock clock = Clock.systemUTC();
        query = new InProcessFunction(
                "query", new QueryHandler(new Host(variables, clock, measured -> {})), TIMEOUT, clock);
        dynamoDb = Target.dynamoDb(variables, LIMITS);
    }

    /** Reads once; the answer, or how many items Query brought. */
    @Benchmark
    public Object read() throws FunctionException {
        return switch (reading) {
            case DAY_QUERY -> RawQuery.items(request(), dynamoDb);
            case PAGE_QUERY -> dynamoDb.query(request().limit(Reading.PAGE).build());
            case DAY_GZIP, PAGE_GZIP, PAGE_PLAIN -> query.invoke(reading.request(day));
        };
    }

    private QueryRequest.Builder request() {
        return QueryRequest.builder()
                .tableName(Target.EVENTS)
                .keyConditionExpression("ts_day = :day")
                .expressionAttributeValues(Map.of(":day", AttributeValue.fromN(Long.toString(day))))
                .consistentRead(false);
    }
}
