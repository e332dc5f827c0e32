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
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.FunctionZips;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.runtime.Answer;
import org.dcss.eventstore.local.runtime.FunctionInstance;
import org.dcss.eventstore.local.runtime.RuntimeFunction;

/** One warm process of each function, with meters between it and the engines. */
final class MeteredFunctions implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A function's process, and where it logs. */
    private record Running(FunctionInstance instance, Path log) {}

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final Map<Role, Running> functions = new EnumMap<>(Role.class);
    private final Meter dynamoDb;
    private final Meter sqs;

    MeteredFunctions(Target target) throws IOException, FunctionException {
        dynamoDb = Meter.before(target.engines().dynamoDb().endpoint());
        parts.push(dynamoDb);
        sqs = Meter.before(target.engines().sqs().endpoint());
        parts.push(sqs);
        for (Role role : Role.values()) {
            Path zip = FunctionZips.runnable(role, target.folder());
            RuntimeFunction function = new Deployment(role.title(), role, role.handler(), zip, false, Map.of())
                    .deploy(target, dynamoDb.uri(), sqs.uri());
            parts.push(function::close);
            FunctionInstance instance = function.start();
            parts.push(instance::close);
            functions.put(role, new Running(instance, function.log()));
        }
    }

    /** Invokes so often for warmup, and then so often to measure. */
    Usage measure(Scenario scenario, int invocations) throws IOException, FunctionException {
        System.err.println("  " + scenario.title());
        Running function = Objects.requireNonNull(functions.get(scenario.role()));
        FunctionInstance instance = function.instance();
        for (int i = 0; i < invocations; i++) {
            scenario.check().accept(instance.invoke(scenario.requests().get()).payload());
        }
        dynamoDb.take();
        sqs.take();
        long logged = Files.size(function.log());
        Duration before = instance.processorTime().orElseThrow();
        double millis = 0;
        double answered = 0;
        for (int i = 0; i < invocations; i++) {
            Answer answer = instance.invoke(scenario.requests().get());
            millis += answer.took().toNanos() / 1e6;
            answered += bodyBytes(answer.payload());
            scenario.check().accept(answer.payload());
        }
        Duration processor = instance.processorTime().orElseThrow().minus(before);
        Meter.Count count = dynamoDb.take().plus(sqs.take());
        double each = invocations;
        return new Usage(
                scenario,
                processor.toNanos() / 1e6 / each,
                millis / each,
                count.calls() / each,
                count.writeUnits() / each,
                count.readUnits() / each,
                count.queueRequests() / each,
                (Files.size(function.log()) - logged) / each,
                answered / each);
    }

    private static long bodyBytes(byte[] payload) throws IOException {
        JsonNode answer = JSON.readTree(payload);
        long length = answer.path("body").asText().length();
        return answer.path("isBase64Encoded").asBoolean() ? length * 3 / 4 : length;
    }

    /** The names in all metric directives of the logs: CloudWatch charges for each, and not for a line's other members. */
    Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Running function : functions.values()) {
            for (String line : Files.readAllLines(function.log())) {
                if (line.startsWith("{\"_aws\"")) {
                    JSON.readTree(line)
                            .path("_aws")
                            .path("CloudWatchMetrics")
                            .forEach(directive -> directive
                                    .path("Metrics")
                                    .forEach(metric ->
                                            names.add(metric.path("Name").asText())));
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
