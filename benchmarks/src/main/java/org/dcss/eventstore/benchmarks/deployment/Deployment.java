package org.dcss.eventstore.benchmarks.deployment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.rehearsal.runtime.Credentials;
import org.dcss.eventstore.rehearsal.runtime.FunctionSettings;
import org.dcss.eventstore.rehearsal.runtime.RuntimeFunction;
import org.dcss.eventstore.rehearsal.runtime.Surroundings;

/**
 * How one zip is run: memory, time limit and JVM options are the Terraform's defaults for its role.
 *
 * @param name unlike any other in the same folder
 * @param jvmOptions beside the deployed ones; may be empty
 * @param variables beside those of the role
 */
public record Deployment(
        String name,
        Role role,
        String handler,
        Path zip,
        boolean snapStart,
        String jvmOptions,
        Map<String, String> variables) {

    public Deployment {
        variables = Map.copyOf(variables);
    }

    /** The function itself, not an imitation. */
    public static Deployment of(Role role, Path zip) {
        return new Deployment(role.title(), role, role.handler(), zip, false, "", Map.of());
    }

    /** The same under another name, with the hooks of a snapshot. */
    public Deployment withSnapStart(String newName) {
        return new Deployment(newName, role, handler, zip, true, jvmOptions, variables);
    }

    /** The same under another name, with further JVM options. */
    public Deployment withJvmOptions(String newName, String more) {
        return new Deployment(newName, role, handler, zip, snapStart, (jvmOptions + " " + more).strip(), variables);
    }

    /** Unpacks it; nothing is started yet. */
    public RuntimeFunction deploy(Stage stage, URI dynamoDb, URI sqs, Path folder) throws IOException {
        Map<String, String> all = new HashMap<>(stage.variables(role));
        all.putAll(variables);
        all.merge("JAVA_TOOL_OPTIONS", jvmOptions, (deployed, more) -> (deployed + " " + more).strip());
        FunctionSettings settings = new FunctionSettings(
                name,
                "1",
                "arn:aws:lambda:" + Clients.REGION.id() + ":123456789012:function:" + name + ":live",
                stage.defaults().text("runtime"),
                handler,
                zip,
                stage.defaults().memoryMb(role),
                Duration.ofSeconds((long) stage.defaults().number(role.title(), "timeout_s")),
                snapStart,
                all);
        Surroundings surroundings = new Surroundings(
                Clients.REGION.id(),
                Credentials.random(),
                Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ENDPOINT_URL_SQS", sqs.toString()));
        return RuntimeFunction.deploy(settings, surroundings, folder, 1, Clock.systemUTC());
    }
}
