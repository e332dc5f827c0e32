package org.dcss.eventstore.benchmarks.coldstart;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.benchmarks.coldstart.Contestant.Task;
import org.dcss.eventstore.benchmarks.coldstart.contender.EmptyHandler;
import org.dcss.eventstore.benchmarks.deployment.Deployment;
import org.dcss.eventstore.benchmarks.deployment.FunctionZips;
import org.dcss.eventstore.benchmarks.deployment.Requests;
import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.deployment.SampleMessages;
import org.dcss.eventstore.benchmarks.deployment.Stage;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.rehearsal.runtime.RuntimeFunction;

/** Functions and contenders that are ready to be started, with the engines behind TLS, as AWS's endpoints are. */
final class Course implements AutoCloseable {

    /** A page as a client gets it who asks every now and then. */
    private static final int PAGE = 10;

    private static final Duration CALL = Duration.ofSeconds(5);
    /** A message that is consumed later than this after it was accepted takes another way, and more calls. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private static final String CONTENDERS = EmptyHandler.class.getPackageName();

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final Path folder;
    private final Clock clock = Clock.systemUTC();
    private final SampleMessages samples = new SampleMessages();
    private final Stage stage;
    private final TrustStores trust;
    private final TlsFront dynamoDb;
    private final TlsFront sqs;
    private final long after;

    private Course(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        stage = Stage.start(clock);
        parts.push(stage::close);
        trust = TrustStores.make(folder.resolve("trust"));
        dynamoDb = TlsFront.before(stage.dynamoDb(), trust.server());
        parts.push(dynamoDb);
        sqs = TlsFront.before(stage.sqs(), trust.server());
        parts.push(sqs);
        after = store();
    }

    /** @param folder an empty one, for zips and logs */
    static Course prepare(Path folder) throws IOException, InterruptedException {
        return new Course(folder);
    }

    /** Stores a page of settled events, and returns the millisecond before the first. */
    private long store() {
        DynamoDbEventTable table =
                new DynamoDbEventTable(stage.engines().dynamoDbClient(), Stage.EVENTS, CALL, Optional.empty());
        Instant first = clock.instant().minus(Duration.ofMinutes(1));
        for (int i = 0; i < PAGE; i++) {
            Event event = samples.event(Stage.SRC, first.plusMillis(i));
            table.put(Slot.at(event.accepted()), event);
        }
        return first.toEpochMilli() - 1;
    }

    Deployment real(Role role) throws IOException {
        return trusting(Deployment.of(role, FunctionZips.runnable(role, folder)));
    }

    Deployment empty() throws IOException {
        return contender(Role.SUBMIT, "Empty", ContenderZips.empty(folder));
    }

    Deployment bare(Role role) throws IOException {
        return contender(role, "Bare", ContenderZips.bare(role, folder));
    }

    Deployment usual(Role role) throws IOException {
        return contender(role, "Usual", ContenderZips.usual(role, folder));
    }

    private Deployment contender(Role role, String style, Path zip) {
        String title = role.title();
        String suffix = style.equals("Empty") ? "Handler" : Character.toUpperCase(title.charAt(0)) + title.substring(1);
        return trusting(new Deployment(
                style.toLowerCase(Locale.ROOT) + "-" + title,
                role,
                CONTENDERS + "." + style + suffix,
                zip,
                false,
                "",
                Map.of(
                        "KEY_HASH",
                        KeyHash.of(Stage.KEY),
                        "AFTER",
                        Long.toString(after),
                        "LIMIT",
                        Integer.toString(PAGE))));
    }

    private Deployment trusting(Deployment deployment) {
        Map<String, String> variables = new HashMap<>(deployment.variables());
        variables.put("SSL_CERT_FILE", trust.forCrt());
        return new Deployment(
                        deployment.name(),
                        deployment.role(),
                        deployment.handler(),
                        deployment.zip(),
                        deployment.snapStart(),
                        deployment.jvmOptions(),
                        variables)
                .withJvmOptions(deployment.name(), trust.forJava());
    }

    /** Unpacks it. */
    Contestant enter(Deployment deployment, boolean waits) throws IOException {
        RuntimeFunction function = deployment.deploy(stage, dynamoDb.uri(), sqs.uri(), folder.resolve("functions"));
        parts.push(function::close);
        boolean empty = deployment.handler().endsWith("EmptyHandler");
        return new Contestant(
                function, empty ? new Task(() -> new byte[] {'{', '}'}, answer -> {}) : task(deployment.role()), waits);
    }

    private Task task(Role role) {
        return switch (role) {
            case SUBMIT ->
                new Task(
                        () -> Requests.submit(samples.sample(Stage.SRC).json()),
                        answer -> Requests.answer(answer, 204));
            case CONSUMER ->
                new Task(
                        () -> Requests.batch(List.of(
                                samples.message(Stage.SRC, clock.instant().plus(AHEAD)))),
                        Requests::requireConsumed);
            case QUERY ->
                new Task(
                        () -> Requests.events("after=" + after + "&limit=" + PAGE, false),
                        answer -> Requests.answer(answer, 200));
        };
    }

    /** A folder for logs. */
    Path logs() throws IOException {
        return Files.createDirectories(folder.resolve("logs"));
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
