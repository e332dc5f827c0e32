package org.dcss.eventstore.benchmarks.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.local.administration.CreateTables;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.CrtConnections;
import org.dcss.eventstore.platform.aws.ServicesInProcess;
import org.dcss.eventstore.platform.telemetry.MetricSink;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Engines with the tables, the queue and one key; the functions over them are set up as Terraform does by default. */
public final class Target implements Closeable {

    public static final String EVENTS = "dcss-events";

    /** The only source, and its key. */
    public static final Source SRC = new Source("cpo");

    public static final String KEY = "dcss_cpo_UHVyZWx5IGZvciBiZW5jaG1hcmtzLCBhcyBsb25nIGFzIGEga2V5";

    static final String CLAIMS = "dcss-claims";
    static final String KEYS = "dcss-keys";
    static final String USAGE = "dcss-usage";
    private static final String QUEUE = "dcss-event-store-bench";
    /** Longer than any benchmark: no message is delivered again because a batch took long. */
    private static final Duration VISIBILITY = Duration.ofHours(1);

    private static final int MAX_CONNECTIONS = 64;
    /** As SQS limits a SendMessageBatch. */
    private static final int ENTRIES = 10;

    private static final int SENDERS = 4;

    private final TemporaryFolder folder;
    private final Engines engines;
    private final TerraformDefaults defaults = TerraformDefaults.read();
    private final Queues queues;
    private final Clock clock;

    private Target(TemporaryFolder folder, Engines engines, Clock clock) throws IOException {
        this.folder = folder;
        this.engines = engines;
        this.clock = clock;
        DynamoDbClient dynamoDb = engines.dynamoDbClient();
        CreateTables.events(dynamoDb, EVENTS);
        CreateTables.claims(dynamoDb, CLAIMS);
        CreateTables.keys(dynamoDb, KEYS);
        CreateTables.usage(dynamoDb, USAGE);
        new KeyRegistry(dynamoDb, KEYS, clock).ensure(KEY, SRC);
        int maxReceives = (int) defaults.number("max_receive_count");
        this.queues = Queues.ensure(engines.sqsClient(), new Queues.Spec(QUEUE, false, VISIBILITY, maxReceives));
    }

    /** Over engines that write nothing to disk. */
    public static Target inMemory(Clock clock) throws IOException {
        return new Target(TemporaryFolder.make("dcss-benchmark"), Engines.inMemory(), clock);
    }

    /** Over engines that store on disk, as local mode's do. */
    public static Target onDisk(Clock clock) throws IOException {
        TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
        return new Target(folder, Engines.at(folder.path()), clock);
    }

    public TerraformDefaults defaults() {
        return defaults;
    }

    public Engines engines() {
        return engines;
    }

    public String queueUrl() {
        return queues.url();
    }

    /** A folder for what a benchmark makes; it goes when the target is closed. */
    public Path folder() {
        return folder.path();
    }

    Map<String, String> variables() {
        return Variables.deployed(defaults, queues);
    }

    private Map<String, String> endpoints() {
        return Variables.endpoints(engines.dynamoDb().endpoint(), engines.sqs().endpoint());
    }

    /** The function in this process; what it measures goes to {@code metrics}. */
    public LambdaFunction inProcess(Role role, MetricSink metrics) {
        return inProcess(role, metrics, Duration.ofMillis((long) defaults.number("settle_ms")));
    }

    /** The same with another settling time, and a timeout that allows for that. */
    public LambdaFunction inProcess(Role role, MetricSink metrics, Duration settle) {
        Duration least = settle.multipliedBy(9).dividedBy(4).plusSeconds(1);
        Duration deployed = Duration.ofSeconds((long) defaults.number(role.title(), "timeout_s"));
        Duration timeout = least.compareTo(deployed) > 0 ? least : deployed;
        Map<String, String> variables = variables();
        variables.putAll(endpoints());
        variables.putAll(Variables.settling(settle, timeout));
        return new InProcessFunction(role.title(), role.handler(variables, clock, metrics), timeout, clock);
    }

    /** A client as a function makes it, for a baseline. */
    public static DynamoDbClient dynamoDb(Map<String, String> variables, CallLimits limits) {
        return new AwsClients(
                        new Environment(variables),
                        () -> CrtConnections.client(MAX_CONNECTIONS),
                        ServicesInProcess.NONE)
                .client(DynamoDbClient.builder(), "DYNAMODB", limits);
    }

    /** The same over these engines. */
    public DynamoDbClient dynamoDb(CallLimits limits) {
        return dynamoDb(endpoints(), limits);
    }

    /** Sends all messages to the queue. */
    public void send(List<Message> messages) throws Exception {
        Parallel.all(
                SENDERS,
                Parallel.parts(ENTRIES, messages).stream()
                        .<Callable<Object>>map(part -> () -> engines.sqsClient()
                                .sendMessageBatch(
                                        request -> request.queueUrl(queueUrl()).entries(entries(part))))
                        .toList());
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

    /** Makes the events table anew, empty. */
    public void emptyTable() {
        engines.dynamoDbClient().deleteTable(table -> table.tableName(EVENTS));
        CreateTables.events(engines.dynamoDbClient(), EVENTS);
    }

    @Override
    public void close() throws IOException {
        engines.close();
        folder.close();
    }
}
