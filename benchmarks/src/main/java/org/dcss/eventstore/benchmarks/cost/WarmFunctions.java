package org.dcss.eventstore.benchmarks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.workload.Invocation;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.runtime.FunctionInstance;
import org.dcss.eventstore.local.runtime.RuntimeFunction;

/** One process of each function, of which it is measured what its invocations use; they end with the deployment. */
final class WarmFunctions {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A function's process, and where it logs. */
    private record Running(FunctionInstance instance, Path log) {}

    private final Map<Role, Running> functions = new EnumMap<>(Role.class);
    private final Deployment deployment;

    WarmFunctions(Deployment deployment) {
        this.deployment = deployment;
    }

    private Running function(Role role) throws IOException, FunctionException {
        Running running = functions.get(role);
        if (running == null) {
            RuntimeFunction function = deployment.deploy(role.title(), role, false);
            running = new Running(function.start(), function.log());
            functions.put(role, running);
        }
        return running;
    }

    /** Invokes so often for warmup, and then so often to measure. */
    Usage measure(Invocation invocation, int times) throws IOException, FunctionException {
        System.err.println("  " + invocation.title());
        Running function = function(invocation.role());
        invoke(invocation, function.instance(), times);
        deployment.take();
        long logged = Files.size(function.log());
        Duration before = function.instance().processorTime().orElseThrow();
        double answered = invoke(invocation, function.instance(), times);
        Duration processor = function.instance().processorTime().orElseThrow().minus(before);
        return new Usage(
                invocation,
                processor.toNanos() / 1e6 / times,
                deployment.take().each(times),
                (double) (Files.size(function.log()) - logged) / times,
                answered / times);
    }

    /** The bytes of all answers' bodies. */
    private static double invoke(Invocation invocation, FunctionInstance instance, int times)
            throws IOException, FunctionException {
        double bytes = 0;
        for (int i = 0; i < times; i++) {
            byte[] payload = instance.invoke(invocation.requests().get()).payload();
            invocation.check().accept(payload);
            JsonNode answer = JSON.readTree(payload);
            int length = answer.path("body").asText().length();
            bytes += answer.path("isBase64Encoded").asBoolean() ? length * 3L / 4 : length;
        }
        return bytes;
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
