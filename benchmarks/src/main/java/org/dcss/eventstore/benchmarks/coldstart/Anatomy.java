package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dcss.eventstore.benchmarks.deployment.Deployment;
import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.local.function.FunctionException;

/** Where the time of a start goes, and whose classes are loaded for it. The JVM's log costs some time itself. */
final class Anatomy {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final Course course;

    Anatomy(Course course) {
        this.course = course;
    }

    Table table(int turns) throws IOException, FunctionException {
        Table table = new Table(
                "Where a start goes, median of " + turns + ", with the JVM's log on",
                "function",
                "JVM, ms",
                "runtime client, ms",
                "constructor, ms",
                "first call, ms",
                "classes",
                "of the JDK's archive",
                "in the constructor",
                "in the call",
                "SDK",
                "ours",
                "JSON and schema");
        Map<String, Deployment> deployments = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            deployments.put(role.title(), course.real(role));
            deployments.put(role.title() + ", bare", course.bare(role));
        }
        for (Map.Entry<String, Deployment> entry : deployments.entrySet()) {
            row(table, entry.getKey(), entry.getValue(), turns);
        }
        return table;
    }

    private void row(Table table, String name, Deployment deployment, int turns) throws IOException, FunctionException {
        Path log = course.logs().resolve(deployment.name() + ".classes");
        Contestant contestant =
                course.enter(deployment.withJvmOptions(deployment.name() + "-logged", ClassLoads.option(log)), false);
        Samples jvm = new Samples();
        Samples client = new Samples();
        Samples constructor = new Samples();
        Samples call = new Samples();
        ClassLoads loads = new ClassLoads(java.util.List.of());
        Start start = contestant.start();
        double handler = 0;
        for (int turn = 0; turn < turns; turn++) {
            Files.deleteIfExists(log);
            start = contestant.start();
            loads = ClassLoads.read(log);
            double main = loads.first(CLIENT).orElseThrow();
            handler = loads.first(deployment.handler()).orElseThrow();
            jvm.add(main);
            client.add(handler - main);
            constructor.add(start.initialised() - handler);
            call.add(start.answered() - start.initialised());
        }
        table.row(
                name,
                jvm.median(),
                client.median(),
                constructor.median(),
                call.median(),
                loads.loads().size(),
                loads.archived(),
                loads.between(handler, start.initialised()),
                loads.between(start.initialised(), start.answered()),
                loads.named("software\\.amazon\\.awssdk"),
                loads.named("org\\.dcss"),
                loads.named("com\\.fasterxml|org\\.(everit|json)"));
    }
}
