package org.dcss.eventstore.benchmarks.append;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Step;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Services;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.platform.aws.CallLimits;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An append of 300 bytes by the handler; the baseline is the conditional put that decides its version. */
public final class AppendBenchmark implements Benchmark {

    private static final String BARE = "a bare conditional put";
    private static final CallLimits ONCE = CallLimits.once(Duration.ofSeconds(2));

    /** As Base64: 300 bytes. */
    private static final String DATA = "QUJD".repeat(100);

    @Override
    public List<Table> run(Effort effort) throws Exception {
        int times = effort.of(2, 20);
        int iterations = effort.of(3, 40);
        Table table = new Table(
                "An append, median of " + iterations + " times " + times,
                "what | ms | of a bare put | calls | write units | read units | queue requests");
        try (Target target = Target.onDisk();
                Meter meter = new Meter(target.engines(), Optional.empty());
                DynamoDbClient direct = target.services().dynamoDb(ONCE);
                DynamoDbClient metered = target.behind(meter).dynamoDb(ONCE)) {
            Comparison comparison = new Comparison();
            steps("timed", target.services(), direct)
                    .forEach((what, step) -> comparison.with(what, () -> step.millis(times)));
            comparison.run(effort.of(1, 10), iterations);
            for (Map.Entry<String, Step> step :
                    steps("counted", target.behind(meter), metered).entrySet()) {
                Meter.Count count = count(step.getValue(), meter);
                table.row(
                        step.getKey(),
                        comparison.of(step.getKey()).median(),
                        comparison.ratio(step.getKey(), BARE),
                        count.calls(),
                        count.writeUnits(),
                        count.readUnits(),
                        count.queueRequests());
            }
        }
        return List.of(table);
    }

    /** Each to streams of its own, in the same table. */
    private static Map<String, Step> steps(String streams, Services services, DynamoDbClient dynamoDb) {
        LambdaFunction append = services.inProcess(Role.APPEND, measured -> {});
        AtomicLong put = new AtomicLong();
        AtomicLong expected = new AtomicLong();
        AtomicLong id = new AtomicLong();
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put(BARE, () -> put("bare-" + streams, put.incrementAndGet(), dynamoDb));
        steps.put("an append", () -> append(append, "append-" + streams, "", ""));
        steps.put(
                "an append as the expected version",
                () -> append(append, "expected-" + streams, Long.toString(expected.incrementAndGet()), ""));
        steps.put(
                "an append with an id",
                () -> append(append, "id-" + streams, "", ",\"id\":\"" + id.incrementAndGet() + "\""));
        return steps;
    }

    /** The put that decides a version, and nothing else. */
    private static void put(String stream, long version, DynamoDbClient dynamoDb) {
        dynamoDb.putItem(put -> put.tableName(LocalTables.STREAMS)
                .item(Map.of(
                        "stream", Values.text(stream),
                        "version", Values.number(version),
                        "src", Values.text(Target.SRC.name()),
                        "type", Values.text("made"),
                        "data", Values.text(DATA)))
                .conditionExpression("attribute_not_exists(version)"));
    }

    private static void append(LambdaFunction append, String stream, String version, String id)
            throws FunctionException {
        String body = "{\"type\":\"made\",\"data\":\"" + DATA + "\"" + id + "}";
        Requests.answer(append.invoke(Requests.append(stream, version, body)), 200);
    }

    /** What a run takes after two others: in the first the function looks up the key, and notes its use meanwhile. */
    private static Meter.Count count(Step step, Meter meter) throws Exception {
        step.run();
        step.run();
        meter.take();
        step.run();
        return meter.take();
    }
}
