package org.dcss.eventstore.benchmarks.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.store.LocalTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Engines with the tables, the queue and one key. */
public final class Target implements Closeable {

    /** The only source, and its key. */
    public static final Source SRC = new Source("cpo");

    public static final String KEY = "dcss_cpo_UHVyZWx5IGZvciBiZW5jaG1hcmtzLCBhcyBsb25nIGFzIGEga2V5";

    /** Longer than any benchmark: no message is delivered again because a batch took long. */
    private static final Duration VISIBILITY = Duration.ofHours(1);
    /** As SQS limits a SendMessageBatch. */
    private static final int ENTRIES = 10;

    private static final int SENDERS = 4;

    private final TemporaryFolder folder;
    private final Engines engines;
    private final Services services;

    private Target(TemporaryFolder folder, Engines engines) throws IOException {
        this.folder = folder;
        this.engines = engines;
        LocalTables.create(engines.dynamoDbClient());
        new KeyRegistry(engines.dynamoDbClient(), LocalTables.KEYS, Clock.systemUTC()).ensure(KEY, SRC);
        TerraformDefaults defaults = TerraformDefaults.read();
        int maxReceives = (int) defaults.number("max_receive_count");
        Queues queues = Queues.ensure(
                engines.sqsClient(), new Queues.Spec("dcss-event-store-bench", false, VISIBILITY, maxReceives));
        this.services = new Services(
                defaults, engines.dynamoDb().endpoint(), engines.sqs().endpoint(), queues);
    }

    /** Over engines that write nothing to disk. */
    public static Target inMemory() throws IOException {
        return new Target(TemporaryFolder.make("dcss-benchmark"), Engines.inMemory());
    }

    /** Over engines that store on disk, as local mode's do. */
    public static Target onDisk() throws IOException {
        TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
        return new Target(folder, Engines.at(folder.path()));
    }

    public Services services() {
        return services;
    }

    /** The services as they are reached through a meter. */
    public Services behind(Meter meter) {
        return new Services(services.defaults(), meter.dynamoDb(), meter.sqs(), services.queues());
    }

    public TerraformDefaults defaults() {
        return services.defaults();
    }

    public Engines engines() {
        return engines;
    }

    public String queueUrl() {
        return services.queues().url();
    }

    /** A folder for what a benchmark makes; it goes when the target is closed. */
    public Path folder() {
        return folder.path();
    }

    /** Sends all messages to the queue. */
    public void send(List<Message> messages) throws Exception {
        Parallel.each(
                SENDERS,
                Parallel.parts(ENTRIES, messages),
                part -> engines.sqsClient()
                        .sendMessageBatch(
                                request -> request.queueUrl(queueUrl()).entries(entries(part))));
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Message> messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(MessageCodec.encode(messages.get(i)))
                        .messageGroupId(SRC.name())
                        .build())
                .toList();
    }

    /** Makes a table anew, empty. */
    public void empty(TableSchema schema, String table) {
        DynamoDbClient dynamoDb = engines.dynamoDbClient();
        dynamoDb.deleteTable(old -> old.tableName(table));
        dynamoDb.createTable(schema.request(table));
    }

    @Override
    public void close() throws IOException {
        engines.close();
        folder.close();
    }
}
