package org.dcss.eventstore.local.dlq;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.access.Access;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.store.DataFolder;
import org.dcss.eventstore.local.store.LocalOptions;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Which DLQ a command is about: local mode's or a deployment's. */
final class QueueOptions {

    /** A DLQ that can be used until it is closed. */
    record Open(DeadLetterQueue dlq, AutoCloseable resources) implements AutoCloseable {

        @Override
        public void close() {
            try {
                resources.close();
            } catch (Exception e) {
                throw new IllegalStateException("could not close the queue", e);
            }
        }
    }

    /** Of local mode; its visibility timeout is what the store sets at its next start anyway. */
    private static final String NAME = "dcss-events";

    private static final Duration VISIBILITY = Duration.ofMinutes(1);

    @Option(
            names = "--local",
            description = "Local mode's: stopped, or started with --endpoints (else its queue is closed to others).")
    private boolean local;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that local mode stores in (data).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--fifo", description = "With --local: local mode is started with --fifo.")
    private boolean fifo;

    @Option(
            names = "--queue",
            paramLabel = "URL",
            description = "A deployment's queue; ./run.sh dlq fills it in, and the next two.")
    private Optional<String> queue = Optional.empty();

    @Option(names = "--dlq", paramLabel = "URL", description = "A deployment's DLQ.")
    private Optional<String> dlq = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The queues' AWS region.")
    private Optional<String> region = Optional.empty();

    /**
     * The DLQ that the options name.
     *
     * @throws StartException if they name none, or it cannot be reached; says what to do
     */
    Open open() throws StartException {
        boolean deployed = queue.isPresent() || dlq.isPresent();
        if (local ? deployed : data.isPresent() || fifo) {
            throw new StartException(
                    "which DLQ? --local, --data and --fifo are for local mode's, --queue and --dlq for a"
                            + " deployment's; --data and --fifo need --local. Nothing was changed");
        }
        return local ? openLocal(data.orElse(LocalTables.FOLDER)) : openDeployed();
    }

    private Open openDeployed() throws StartException {
        if (queue.isEmpty() || dlq.isEmpty()) {
            throw new StartException("which DLQ? Say --local for local mode, or deploy first with ./run.sh");
        }
        SqsClientBuilder client = SqsClient.builder().httpClientBuilder(AwsCrtHttpClient.builder());
        region.map(Region::of).ifPresent(client::region);
        SqsClient sqs = client.build();
        return new Open(new DeadLetterQueue(sqs, queue.get(), dlq.get()), sqs);
    }

    private Open openLocal(Path folder) throws StartException {
        if (!DataFolder.holdsTables(folder)) {
            throw new StartException("local mode has stored nothing in " + folder.toAbsolutePath()
                    + ": name its folder with --data. Nothing was changed");
        }
        DataFolder locked;
        try {
            locked = DataFolder.lock(folder);
        } catch (StartException e) {
            return openRunning(folder, e);
        }
        return openStopped(folder, locked);
    }

    /** The messages of a local mode that does not run; what is sent there is stored at its next start. */
    private Open openStopped(Path folder, DataFolder locked) throws StartException {
        try {
            AccessKey own = AccessKey.random(new SecureRandom());
            Engines engines = Engines.at(folder, new Access(own, PortGuard.only(own), PortGuard.only(own)));
            AutoCloseable both = () -> {
                try (locked) {
                    engines.close();
                }
            };
            Queues queues = Queues.ensure(
                    engines.sqsClient(), new Queues.Spec(NAME, fifo, VISIBILITY, LocalOptions.MAX_RECEIVES));
            return new Open(new DeadLetterQueue(engines.sqsClient(), queues.url(), queues.dlqUrl()), both);
        } catch (IOException e) {
            locked.close();
            throw new StartException("cannot open the queue in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Through the door that local mode opens with {@code --endpoints}. */
    private Open openRunning(Path folder, StartException whyNotLocked) throws StartException {
        Path door = folder.resolve(DataFolder.ENDPOINTS);
        if (!Files.exists(door)) {
            throw whyNotLocked;
        }
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(door)) {
                int split = line.indexOf('=');
                values.put(line.substring(0, Math.max(0, split)), line.substring(split + 1));
            }
        } catch (IOException e) {
            throw new StartException("cannot read " + door + ": " + e.getMessage(), e);
        }
        String endpoint = values.get("AWS_ENDPOINT_URL_SQS");
        if (endpoint == null) {
            throw new StartException("local mode runs on " + folder
                    + " and keeps its queue to itself: stop it, or start it with --endpoints. Nothing was changed");
        }
        SqsClient sqs = Clients.sqs(
                URI.create(endpoint),
                new AccessKey(
                        values.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                        values.getOrDefault("AWS_SECRET_ACCESS_KEY", "")));
        try {
            String suffix = fifo ? ".fifo" : "";
            return new Open(new DeadLetterQueue(sqs, url(sqs, NAME + suffix), url(sqs, NAME + "-dlq" + suffix)), sqs);
        } catch (QueueDoesNotExistException e) {
            sqs.close();
            throw new StartException(
                    "local mode runs " + (fifo ? "without --fifo: leave it out" : "with --fifo: say so, too"), e);
        }
    }

    private static String url(SqsClient sqs, String name) {
        return sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
    }
}
