package org.dcss.eventstore.benchmarks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dcss.eventstore.benchmarks.deployment.Deployment;
import org.dcss.eventstore.benchmarks.deployment.FunctionZips;
import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.deployment.Stage;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.rehearsal.runtime.FunctionInstance;
import org.dcss.eventstore.rehearsal.runtime.RuntimeFunction;

/** One warm process of each function, with meters between it and the engines. */
final class Measuring implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final Map<Role, FunctionInstance> instances = new EnumMap<>(Role.class);
    private final Map<Role, Path> logs = new EnumMap<>(Role.class);
    private final Meter dynamoDb;
    private final Meter sqs;

    Measuring(Stage stage, Path folder) throws IOException, FunctionException {
        dynamoDb = Meter.before(stage.dynamoDb());
        parts.push(dynamoDb);
        sqs = Meter.before(stage.sqs());
        parts.push(sqs);
        for (Role role : Role.values()) {
            RuntimeFunction function = Deployment.of(role, FunctionZips.runnable(role, folder))
                    .deploy(stage, dynamoDb.uri(), sqs.uri(), folder.resolve("functions"));
            parts.push(function::close);
            FunctionInstance instance = function.start();
            parts.push(instance::close);
            instances.put(role, instance);
            logs.put(role, function.log());
        }
    }

    /** Invokes as often as is to be forgotten, then as often as is measured. */
    Usage measure(Scenario scenario, int warmUps, int invocations) throws IOException, FunctionException {
        FunctionInstance instance = Objects.requireNonNull(instances.get(scenario.role()));
        Path log = Objects.requireNonNull(logs.get(scenario.role()));
        for (int i = 0; i < warmUps; i++) {
            scenario.check().accept(instance.invoke(scenario.requests().get()).payload());
        }
        dynamoDb.take();
        sqs.take();
        long logged = Files.size(log);
        Duration before = instance.processorTime().orElseThrow();
        double millis = 0;
        long answered = 0;
        for (int i = 0; i < invocations; i++) {
            byte[] request = scenario.requests().get();
            var answer = instance.invoke(request);
            millis += answer.took().toNanos() / 1e6;
            answered += body(answer.payload());
            scenario.check().accept(answer.payload());
        }
        Duration processor = instance.processorTime().orElseThrow().minus(before);
        Tally calls = dynamoDb.take().plus(sqs.take());
        double count = invocations;
        return new Usage(
                scenario,
                processor.toNanos() / 1e6 / count,
                millis / count,
                calls.calls() / count,
                calls.writeUnits() / count,
                calls.readUnits() / count,
                calls.queueRequests() / count,
                (Files.size(log) - logged) / count,
                answered / count);
    }

    private static long body(byte[] payload) throws IOException {
        JsonNode answer = JSON.readTree(payload);
        long length = answer.path("body").asText().length();
        return answer.path("isBase64Encoded").asBoolean() ? length * 3 / 4 : length;
    }

    /** The names in all directives of the log: CloudWatch charges for each, and not for a line's other members. */
    Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path log : logs.values()) {
            for (String line : Files.readAllLines(log)) {
                if (line.startsWith("{\"_aws\"")) {
                    for (JsonNode directive : JSON.readTree(line).path("_aws").path("CloudWatchMetrics")) {
                        directive
                                .path("Metrics")
                                .forEach(metric -> names.add(metric.path("Name").asText()));
                    }
                }
            }
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
