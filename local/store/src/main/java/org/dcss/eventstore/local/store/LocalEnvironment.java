package org.dcss.eventstore.local.store;

import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.sqs.Queues;

/** The environment that the functions get in local mode, as Terraform gives it to them on AWS. */
final class LocalEnvironment {

    private LocalEnvironment() {}

    static Map<String, String> of(LocalOptions options, Engines engines, AccessKey key, Queues queues) {
        return Map.ofEntries(
                Map.entry("AWS_REGION", Clients.REGION.id()),
                Map.entry("AWS_ACCESS_KEY_ID", key.id()),
                Map.entry("AWS_SECRET_ACCESS_KEY", key.secret()),
                Map.entry(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        engines.dynamoDb().endpoint().toString()),
                Map.entry("AWS_ENDPOINT_URL_SQS", engines.sqs().endpoint().toString()),
                Map.entry("QUEUE_URL", queues.url()),
                Map.entry("DLQ_URL", queues.dlqUrl()),
                Map.entry("EVENTS_TABLE", LocalTables.EVENTS),
                Map.entry("CLAIMS_TABLE", LocalTables.CLAIMS),
                Map.entry("WRITE_PROTOCOL", "2"),
                Map.entry("KEYS_TABLE", LocalTables.KEYS),
                Map.entry("USAGE_TABLE", LocalTables.USAGE),
                Map.entry("VIEWS_TABLE", LocalTables.VIEWS),
                Map.entry("STREAMS_TABLE", LocalTables.STREAMS),
                Map.entry("VIEWS", options.views()),
                // One machine's table puts one item after another: the consumer, whose time is short, must not wait
                // behind many.
                Map.entry("VIEW_PUTS", "4"),
                Map.entry(
                        "ARCHIVE_FOLDER",
                        options.data().toAbsolutePath().resolve("archive").toString()),
                Map.entry("QUOTAS", options.quotas()),
                Map.entry("PIXEL_SOURCE", options.pixel().map(Source::name).orElse("")),
                Map.entry(
                        "HORIZON_STEP_MS", options.extras().contains(LocalOptions.Extra.BEHIND_A_CACHE) ? "1000" : "1"),
                // It goes on between two answers, which a Lambda function does not.
                Map.entry("PAGES_AHEAD", "4"),
                Map.entry("SETTLE_MS", Long.toString(options.settle().toMillis())),
                Map.entry("FUNCTION_TIMEOUT_MS", Long.toString(LocalOptions.FUNCTION_TIMEOUT.toMillis())),
                // What goes well is summed up by Counters.
                Map.entry("LOG_LEVEL", "WARN"),
                Map.entry("SERVICE_NAME", "local"));
    }
}
