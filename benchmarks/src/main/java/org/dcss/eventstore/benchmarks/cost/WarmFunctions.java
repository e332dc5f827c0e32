package org.dcss.eventstore.benchmarks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.workload.Invocation;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.runtime.Answer;
import org.dcss.eventstore.local.runtime.FunctionInstance;
import org.dcss.eventstore.local.runtime.RuntimeFunction;

/** One process of each function, of which it is measured what its invocations use. */
final class WarmFunctions {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A function's process, and where it logs. */
    private record Running(FunctionInstance instance, Path log) {}

    private final Map<Role, Running> functions = new EnumMap<>(Role.class);
    private final Deployment deployment;

    /** Starts them; they end when the deployment is closed. */
    WarmFunctions(Deployment deployment) throws IOException, FunctionException {
        this.deployment = deployment;
        for (Role role : Role.values()) {
            RuntimeFunction function = deployment.deploy(role.title(), role, false);
            FunctionInstance instance = function.start();
            // One after another: three that start at once keep the first request waiting.
            instance.initialised();
            functions.put(role, new Running(instance, function.log()));
        }
    }

    /** Invokes so often for warmup, and then so often to measure. */
    Usage measure(Invocation invocation, int times) throws IOException, FunctionException {
        System.err.println("  " + invocation.title());
        Running function = Objects.requireNonNull(functions.get(invocation.role()));
        FunctionInstance instance = function.instance();
        for (int i = 0; i < times; i++) {
            invocation
                    .check()
                    .accept(instance.invoke(invocation.requests().get()).payload());
        }
        deployment.take();
        long logged = Files.size(function.log());
        Duration before = instance.processorTime().orElseThrow();
        double millis = 0;
        double answered = 0;
        for (int i = 0; i < times; i++) {
            Answer answer = instance.invoke(invocation.requests().get());
            millis += answer.took().toNanos() / 1e6;
            answered += bodyBytes(answer.payload());
            invocation.check().accept(answer.payload());
        }
        Duration processor = instance.processorTime().orElseThrow().minus(before);
        Meter.Count count = deployment.take();
        double each = times;
        return new Usage(
                invocation,
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
                    for (JsonNode directive : JSON.readTree(line).at("/_aws/CloudWatchMetrics")) {
                        names.addAll(directive.path("Metrics").findValuesAsText("Name"));
                    }
                }
            }
        }
        return names;
    }
}
