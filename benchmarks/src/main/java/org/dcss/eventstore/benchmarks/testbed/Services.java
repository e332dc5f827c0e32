package org.dcss.eventstore.benchmarks.testbed;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.CrtConnections;
import org.dcss.eventstore.platform.aws.ServicesInProcess;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.telemetry.MetricSink;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where functions find the tables and the queue; they are set up as Terraform does by default. */
public record Services(TerraformDefaults defaults, URI dynamoDb, URI sqs, Queues queues) {

    /** The Terraform's variables that functions get under their own names, in capitals. */
    private static final List<String> NUMBERS =
            List.of("max_event_bytes", "key_cache_seconds", "settle_ms", "retention_days", "write_concurrency");

    private static final int MAX_CONNECTIONS = 64;

    /** What {@code infrastructure/main.tf} sets, for all functions at once; the only source sends as fast as it can. */
    Map<String, String> deployed() {
        Map<String, String> variables = new HashMap<>();
        variables.put("METRICS_NAMESPACE", defaults.text("metrics_namespace"));
        variables.put("SERVICE_NAME", "dcss-event-store-bench");
        variables.put("LOG_LEVEL", defaults.text("log_level"));
        variables.put("QUEUE_URL", queues.url());
        variables.put("DLQ_URL", queues.dlqUrl());
        variables.put("EVENTS_TABLE", LocalTables.EVENTS);
        variables.put("CLAIMS_TABLE", LocalTables.CLAIMS);
        variables.put("KEYS_TABLE", LocalTables.KEYS);
        variables.put("USAGE_TABLE", LocalTables.USAGE);
        variables.put("QUOTAS", "{}");
        variables.put("WRITE_PROTOCOL", "2");
        variables.put(
                "FUNCTION_TIMEOUT_MS", Long.toString(timeout(Role.CONSUMER).toMillis()));
        NUMBERS.forEach(
                name -> variables.put(name.toUpperCase(Locale.ROOT), Long.toString(Math.round(defaults.number(name)))));
        return variables;
    }

    Duration timeout(Role role) {
        return Duration.ofSeconds((long) defaults.number(role.title(), "timeout_s"));
    }

    /** By which what is in this process finds them. */
    private Map<String, String> endpoints() {
        return Map.of(
                "AWS_REGION", Clients.REGION.id(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SQS", sqs.toString());
    }

    /** The function in this process, which logs only trouble; what it measures goes to {@code metrics}. */
    public LambdaFunction inProcess(Role role, MetricSink metrics) {
        return inProcess(role, metrics, defaults.settle());
    }

    /** The same with another settling time, and a timeout that allows for that. */
    public LambdaFunction inProcess(Role role, MetricSink metrics, Duration settle) {
        Duration least = settle.multipliedBy(9).dividedBy(4).plusSeconds(1);
        Duration timeout = least.compareTo(timeout(role)) > 0 ? least : timeout(role);
        Map<String, String> variables = deployed();
        variables.putAll(endpoints());
        variables.put("VIEWS_TABLE", LocalTables.VIEWS);
        variables.put("VIEWS", "xlog");
        variables.put("STREAMS_TABLE", LocalTables.STREAMS);
        variables.put("SETTLE_MS", Long.toString(settle.toMillis()));
        variables.put("FUNCTION_TIMEOUT_MS", Long.toString(timeout.toMillis()));
        variables.put("LOG_LEVEL", "WARN");
        Clock clock = Clock.systemUTC();
        return new InProcessFunction(role.title(), role.handler(new Host(variables, clock, metrics)), timeout, clock);
    }

    /** A client as a function makes it, for a baseline. */
    public DynamoDbClient dynamoDb(CallLimits limits) {
        return new AwsClients(
                        new Environment(endpoints()),
                        () -> CrtConnections.client(MAX_CONNECTIONS),
                        ServicesInProcess.NONE)
                .client(DynamoDbClient.builder(), "DYNAMODB", limits);
    }
}
