package org.dcss.eventstore.benchmarks.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.local.runtime.Credentials;
import org.dcss.eventstore.local.runtime.FunctionSettings;
import org.dcss.eventstore.local.runtime.RuntimeFunction;
import org.dcss.eventstore.local.runtime.Surroundings;

/**
 * A zip to be run as Lambda runs it; memory, time limit, JVM options and variables are the Terraform's defaults for its
 * role.
 *
 * @param name unlike that of any other deployment
 * @param variables besides the defaults, or instead of them
 */
public record Deployment(
        String name, Role role, String handler, Path zip, boolean snapStart, Map<String, String> variables) {

    public Deployment {
        variables = Map.copyOf(variables);
    }

    /**
     * Unpacks it into the target's folder; nothing is started yet.
     *
     * @param dynamoDb where the function finds DynamoDB
     * @param sqs where it finds SQS
     */
    public RuntimeFunction deploy(Target target, URI dynamoDb, URI sqs) throws IOException {
        TerraformDefaults defaults = target.defaults();
        Map<String, String> all = new HashMap<>(target.variables());
        all.put("JAVA_TOOL_OPTIONS", defaults.text("jvm_options"));
        all.put("AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION", "true");
        all.putAll(variables);
        FunctionSettings settings = new FunctionSettings(
                name,
                "1",
                "arn:aws:lambda:" + Clients.REGION.id() + ":123456789012:function:" + name + ":live",
                defaults.text("runtime"),
                handler,
                zip,
                defaults.memoryMb(role),
                Duration.ofSeconds((long) defaults.number(role.title(), "timeout_s")),
                snapStart,
                all);
        Surroundings surroundings = new Surroundings(
                Clients.REGION.id(),
                Credentials.random(),
                Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ENDPOINT_URL_SQS", sqs.toString()));
        return RuntimeFunction.deploy(
                settings, surroundings, target.folder().resolve("functions"), 1, Clock.systemUTC());
    }
}
