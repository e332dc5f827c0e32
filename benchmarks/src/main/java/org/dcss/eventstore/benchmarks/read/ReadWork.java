package org.dcss.eventstore.benchmarks.read;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Services;
import org.dcss.eventstore.benchmarks.testbed.TerraformDefaults;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads through the handler, or by calls to Query alone. */
@State(Scope.Benchmark)
public class ReadWork {

    /** The query function's own. */
    static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    static final int PAGE = 1000;

    /** What is read, and how. */
    public enum Reading {
        DAY_QUERY("the day by Query"),
        DAY_GZIP("the day, gzip"),
        PAGE_QUERY("1000 events by Query"),
        PAGE_GZIP("a feed page of 1000, gzip"),
        PAGE_PLAIN("a feed page of 1000, plain");

        final String title;

        Reading(String title) {
            this.title = title;
        }

        boolean isDay() {
            return baseline() == DAY_QUERY;
        }

        /** The Query calls that bring the same items. */
        Reading baseline() {
            return this == DAY_QUERY || this == DAY_GZIP ? DAY_QUERY : PAGE_QUERY;
        }

        /** What the query function is asked for, of the day that starts then; the baselines do not ask it. */
        byte[] request(long day) {
            return isDay()
                    ? Requests.events("ts_day=" + day, Requests.GZIP)
                    : Requests.events(
                            "after=" + (day - 1) + "&limit=" + PAGE, this == PAGE_GZIP ? Requests.GZIP : Map.of());
        }
    }

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
    public void prepare() throws IOException {
        URI engine = URI.create(endpoint);
        Services services = new Services(TerraformDefaults.read(), engine, engine, new Queues("", ""));
        query = services.inProcess(Role.QUERY, measured -> {});
        dynamoDb = services.dynamoDb(LIMITS);
    }

    /** Reads once; the answer, or how many items Query brought. */
    @Benchmark
    public Object read() throws FunctionException {
        return switch (reading) {
            case DAY_QUERY -> items(request().build(), dynamoDb);
            case PAGE_QUERY -> dynamoDb.query(request().limit(PAGE).build());
            case DAY_GZIP, PAGE_GZIP, PAGE_PLAIN -> query.invoke(reading.request(day));
        };
    }

    private QueryRequest.Builder request() {
        return QueryRequest.builder()
                .tableName(LocalTables.EVENTS)
                .keyConditionExpression("ts_day = :day")
                .expressionAttributeValues(Map.of(":day", Values.number(day)))
                .consistentRead(false);
    }

    /** How many items a query brings, in its pages of 1 MB. */
    static int items(QueryRequest request, DynamoDbClient dynamoDb) {
        return dynamoDb.queryPaginator(request).stream()
                .mapToInt(QueryResponse::count)
                .sum();
    }
}
