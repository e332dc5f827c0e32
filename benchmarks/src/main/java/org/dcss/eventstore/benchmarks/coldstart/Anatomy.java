package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    Table table(List<Role> roles, int warmUps, int turns) throws IOException, FunctionException {
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
        for (Role role : roles) {
            row(table, role.title(), course.real(role), warmUps, turns);
            row(table, role.title() + ", bare", course.bare(role), warmUps, turns);
        }
        return table;
    }

    private void row(Table table, String name, Deployment deployment, int warmUps, int turns)
            throws IOException, FunctionException {
        Path log = course.logs().resolve(deployment.name() + ".classes");
        Contestant contestant =
                course.enter(deployment.withJvmOptions(deployment.name() + "-logged", ClassLoads.option(log)), false);
        Samples jvm = new Samples();
        Samples client = new Samples();
        Samples constructor = new Samples();
        Samples call = new Samples();
        ClassLoads loads = new ClassLoads(List.of());
        double handler = 0;
        double initialised = 0;
        for (int turn = -warmUps; turn < turns; turn++) {
            Files.deleteIfExists(log);
            Start start = contestant.start();
            if (turn < 0) {
                continue;
            }
            loads = ClassLoads.read(log);
            double main = loads.first(CLIENT).orElseThrow();
            handler = loads.first(deployment.handler()).orElseThrow();
            initialised = start.initialised();
            jvm.add(main);
            client.add(handler - main);
            constructor.add(initialised - handler);
            call.add(start.answered() - initialised);
        }
        table.row(
                name,
                jvm.median(),
                client.median(),
                constructor.median(),
                call.median(),
                loads.loads().size(),
                loads.archived(),
                loads.between(handler, initialised),
                loads.between(initialised, Double.MAX_VALUE),
                loads.named("software\\.amazon\\.awssdk"),
                loads.named("org\\.dcss"),
                loads.named("com\\.fasterxml|org\\.(everit|json)"));
    }
}
