package org.dcss.eventstore.rehearsal;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.dcss.eventstore.local.queue.EventSourceMapping;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.local.runtime.Credentials;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.DeployedMapping;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The event source mapping: takes messages in its function's name while it is enabled. */
final class Consumption implements AutoCloseable {

    private final Fleet fleet;
    private final int maxConcurrency;
    private final Clock clock;
    private final Map<String, DeployedFunction> callers;
    private final Credentials credentials = Credentials.random();
    private final SqsClient sqs;
    private @Nullable MappingOptions options;
    private @Nullable EventSourceMapping running;

    /**
     * A mapping that takes nothing yet.
     *
     * @param callers is kept: functions by the access keys that they sign with
     * @param endpoint where the queue is
     */
    Consumption(
            DeployedMapping mapping,
            Fleet fleet,
            int maxConcurrency,
            Clock clock,
            Map<String, DeployedFunction> callers,
            URI endpoint) {
        this.fleet = fleet;
        this.maxConcurrency = maxConcurrency;
        this.clock = clock;
        this.callers = callers;
        this.sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Arn.parse(mapping.function().settings().arn()).region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    /** Starts or stops as the mapping is enabled, and starts anew where it is set otherwise. */
    void follow(DeployedMapping mapping, Changes changes) {
        callers.put(credentials.accessKeyId(), mapping.function());
        if (running != null && !(mapping.enabled() && mapping.options().equals(options))) {
            changes.tell("mapping stops");
            stop();
        }
        if (running == null && mapping.enabled()) {
            changes.tell("mapping starts");
            start(mapping);
        }
    }

    private void start(DeployedMapping mapping) {
        options = mapping.options();
        running = EventSourceMapping.start(
                sqs,
                mapping.queue().url(),
                fleet.get(mapping.function()),
                new MappingOptions(
                        options.batchSize(), options.window(), Math.min(options.concurrency(), maxConcurrency)),
                clock);
    }

    /** Waits for the batches under way. */
    private void stop() {
        EventSourceMapping stopping = running;
        running = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public void close() {
        try (sqs) {
            stop();
        }
    }
}
