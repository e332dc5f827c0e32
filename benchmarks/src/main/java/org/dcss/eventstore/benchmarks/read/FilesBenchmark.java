package org.dcss.eventstore.benchmarks.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.testbed.Variables;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.administration.CreateTables;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.query.QueryHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A range of 4 MB, as long as one answer is; the baseline is the Query calls that bring the same items. */
public final class FilesBenchmark implements Benchmark {

    private static final String VIEWS = "dcss-views";

    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);
    private static final Duration TIMEOUT = Duration.ofSeconds(29);
    private static final Instant START = Instant.parse("2026-01-03T00:00:00Z");
    private static final int PAGE = 1_000;
    private static final long MAX_ANSWER = 4_000_000;
    private static final List<String> NOTES = List.of(
            "Both in one process and in turns, over DynamoDB Local in memory. The handler's time ends with its answer"
                    + " in memory, encoded as Lambda takes it; Query's, with the last item unmarshalled.");

    @Override
    public Report run(Effort effort) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Target target = Target.inMemory(Clock.systemUTC());
                DynamoDbClient dynamoDb = target.dynamoDb(LIMITS)) {
            CreateTables.views(dynamoDb, VIEWS);
            long length = effort.of(400_000, 5_000_000);
            fill(new DynamoDbViewTable(dynamoDb, VIEWS, threads), length);
            return new Report(List.of(compared(target, dynamoDb, Math.min(length, MAX_ANSWER), effort)), NOTES);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Table compared(Target target, DynamoDbClient dynamoDb, long bytes, Effort effort) throws Exception {
        LambdaFunction query = function(target);
        byte[] request = Requests.file("cpo/milestones", "bytes=100-" + (bytes + 99));
        JsonNode answer = Requests.answer(query.invoke(request), 206);
        int got = Base64.getDecoder().decode(answer.path("body").asText()).length;
        int items = RawQuery.items(chunks(100, bytes + 100), dynamoDb);
        if (got < bytes * 0.99) {
            throw new IllegalStateException("a range of " + bytes + " bytes came with " + got);
        }
        int iterations = effort.of(3, 40);
        Comparison comparison = new Comparison()
                .with("the range by Query", () -> millis(() -> RawQuery.items(chunks(100, bytes + 100), dynamoDb)))
                .with("the range", () -> millis(() -> query.invoke(request)));
        comparison.run(effort.of(1, 10), iterations);
        Table table = new Table(
                "A range of " + got + " bytes, " + items + " items, median of " + iterations, "what | ms | of Query");
        for (String what : List.of("the range by Query", "the range")) {
            table.row(what, comparison.of(what).median(), comparison.ratio(what, "the range by Query"));
        }
        return table;
    }

    private static LambdaFunction function(Target target) {
        Map<String, String> variables = new HashMap<>(Variables.endpoints(
                target.engines().dynamoDb().endpoint(), target.engines().sqs().endpoint()));
        variables.put("EVENTS_TABLE", Target.EVENTS);
        variables.put("VIEWS_TABLE", VIEWS);
        Clock clock = Clock.systemUTC();
        return new InProcessFunction(
                "query", new QueryHandler(new Host(variables, clock, measured -> {})), TIMEOUT, clock);
    }

    /** The items that the handler needs, with its consistency. */
    private static QueryRequest.Builder chunks(long from, long to) {
        return QueryRequest.builder()
                .tableName(VIEWS)
                .keyConditionExpression("#view = :view AND #key BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#view", "view", "#key", "key"))
                .expressionAttributeValues(Map.of(
                        ":view", AttributeValue.fromS("xlog.2#" + Target.SRC.name() + "#milestones"),
                        ":from", AttributeValue.fromS("%015d".formatted(from)),
                        ":to", AttributeValue.fromS("%015d".formatted(to))))
                .consistentRead(true);
    }

    @FunctionalInterface
    private interface Read {
        Object run() throws Exception;
    }

    private static double millis(Read read) throws Exception {
        long start = System.nanoTime();
        read.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** A file of milestones, as the projector writes it. */
    private static void fill(ViewTable table, long length) {
        Events events = new Events(42);
        Xlog view = new Xlog();
        long written = 0;
        long slot = START.toEpochMilli();
        while (written < length + 1_000) {
            List<StoredEvent> page = new ArrayList<>();
            while (page.size() < PAGE) {
                SampleEvent event = events.next();
                if (event.type().equals("milestone")) {
                    page.add(stored(event, events, slot++));
                    written += event.data().length() * 2L / 3;
                }
            }
            view.apply(page, table);
        }
        table.replace(
                new ViewKey("served", "xlog"), Optional.empty(), new ViewItem(new Slot(slot), Content.of(view.name())));
        System.err.printf("  stored %d lines%n", slot - START.toEpochMilli());
    }

    private static StoredEvent stored(SampleEvent event, Events events, long slot) {
        return new StoredEvent(
                new Slot(slot),
                new Event(
                        events.nextId(),
                        new EventType(event.type()),
                        Target.SRC,
                        Instant.ofEpochMilli(slot),
                        event.data()));
    }
}
