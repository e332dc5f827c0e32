package org.dcss.eventstore.benchmarks.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Step;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.store.LocalTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A range of 4 MB, as long as one answer is; the baseline is the Query calls that bring the same items. */
public final class FilesBenchmark implements Benchmark {

    private static final String BY_QUERY = "the range by Query";
    private static final String BY_HANDLER = "the range";
    private static final int FROM = 100;
    private static final int MAX_ANSWER = 4_000_000;

    /** Of the file of milestones, at the least: not every event is one. */
    private static final int EVENT_BYTES = 300;

    @Override
    public List<Table> run(Effort effort) throws Exception {
        try (Target target = Target.inMemory();
                DynamoDbClient dynamoDb = target.services().dynamoDb(ReadWork.LIMITS)) {
            int bytes = effort.of(400_000, MAX_ANSWER);
            fill(target, bytes / EVENT_BYTES);
            return List.of(compared(target, dynamoDb, bytes, effort));
        }
    }

    /** Files, as the projector writes them. */
    private static void fill(Target target, int events) throws Exception {
        Instant yesterday = Clock.systemUTC().instant().minus(Duration.ofDays(1));
        StoredEvents.put(target, new Events(42).messages(yesterday, events, Duration.ofMillis(1)));
        target.services().inProcess(Role.PROJECTOR, measured -> {}).invoke(new byte[0]);
        System.err.printf("  stored %d lines%n", events);
    }

    private static Table compared(Target target, DynamoDbClient dynamoDb, int bytes, Effort effort) throws Exception {
        LambdaFunction query = target.services().inProcess(Role.QUERY, measured -> {});
        byte[] request = Requests.file("cpo/milestones", "bytes=" + FROM + "-" + (FROM + bytes - 1));
        JsonNode answer = Requests.answer(query.invoke(request), 206);
        int got = Base64.getDecoder().decode(answer.path("body").asText()).length;
        int items = ReadWork.items(chunks(bytes), dynamoDb);
        if (got < bytes * 0.99) {
            throw new IllegalStateException("a range of " + bytes + " bytes came with " + got);
        }
        int iterations = effort.of(3, 40);
        Step byQuery = () -> ReadWork.items(chunks(bytes), dynamoDb);
        Step byHandler = () -> query.invoke(request);
        Comparison comparison =
                new Comparison().with(BY_QUERY, () -> byQuery.millis(1)).with(BY_HANDLER, () -> byHandler.millis(1));
        comparison.run(effort.of(1, 10), iterations);
        Table table = new Table(
                "A range of " + got + " bytes, " + items + " items, median of " + iterations, "what | ms | of Query");
        for (String what : List.of(BY_QUERY, BY_HANDLER)) {
            table.row(what, comparison.of(what).median(), comparison.ratio(what, BY_QUERY));
        }
        return table;
    }

    /** The items that the handler needs, with its consistency. */
    private static QueryRequest chunks(int bytes) {
        return QueryRequest.builder()
                .tableName(LocalTables.VIEWS)
                .keyConditionExpression("#view = :view AND #key BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#view", "view", "#key", "key"))
                .expressionAttributeValues(Map.of(
                        ":view", Values.text("xlog.2#" + Target.SRC.name() + "#milestones"),
                        ":from", Values.text("%015d".formatted(FROM)),
                        ":to", Values.text("%015d".formatted(FROM + bytes))))
                .consistentRead(true)
                .build();
    }
}
