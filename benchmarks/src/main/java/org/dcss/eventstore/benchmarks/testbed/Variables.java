package org.dcss.eventstore.benchmarks.testbed;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.sqs.Queues;

/** The functions' environment. */
public final class Variables {

    /** The Terraform's variables that functions get under their own names, in capitals. */
    private static final List<String> NUMBERS =
            List.of("max_event_bytes", "key_cache_seconds", "settle_ms", "retention_days", "write_concurrency");

    private Variables() {}

    /** What {@code infrastructure/main.tf} sets by default, for all functions at once. */
    static Map<String, String> deployed(TerraformDefaults defaults, Queues queues) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "METRICS_NAMESPACE",
                defaults.text("metrics_namespace"),
                "SERVICE_NAME",
                "dcss-event-store-bench",
                "LOG_LEVEL",
                defaults.text("log_level"),
                "QUEUE_URL",
                queues.url(),
                "DLQ_URL",
                queues.dlqUrl(),
                "EVENTS_TABLE",
                Target.EVENTS,
                "CLAIMS_TABLE",
                Target.CLAIMS,
                "KEYS_TABLE",
                Target.KEYS,
                "USAGE_TABLE",
                Target.USAGE,
                // The only source sends as fast as it can.
                "QUOTAS",
                "{}"));
        variables.put("WRITE_PROTOCOL", "2");
        variables.put("FUNCTION_TIMEOUT_MS", whole(defaults.number("consumer", "timeout_s") * 1000));
        NUMBERS.forEach(name -> variables.put(name.toUpperCase(Locale.ROOT), whole(defaults.number(name))));
        return variables;
    }

    /** What a function with this settling time and timeout has in place of the defaults; it logs only trouble. */
    static Map<String, String> settling(Duration settle, Duration timeout) {
        return Map.of(
                "SETTLE_MS", Long.toString(settle.toMillis()),
                "FUNCTION_TIMEOUT_MS", Long.toString(timeout.toMillis()),
                "LOG_LEVEL", "WARN");
    }

    /** By which a function in this process finds the engines. */
    public static Map<String, String> endpoints(URI dynamoDb, URI sqs) {
        return Map.of(
                "AWS_REGION", Clients.REGION.id(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SQS", sqs.toString());
    }

    private static String whole(double number) {
        return Long.toString(Math.round(number));
    }
}
