package org.dcss.eventstore.local.contents;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.command.Program;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** For {@code ./destroy.sh}: says what the tables hold. */
@Command(
        name = "local/launch.sh contents",
        mixinStandardHelpOptions = true,
        description = "Counts the events, days and keys of a deployment or of local mode.")
public final class ContentsCommand implements Callable<Integer> {

    /** There are about four calls: nobody waits a minute for a number. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(4);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--local", description = "What local mode holds, which must not be running.")
    private boolean local;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "With --local: its folder.")
    private Path data = Path.of("data");

    @Option(names = "--events", paramLabel = "NAME", description = "A deployment's table of events.")
    private Optional<String> events = Optional.empty();

    @Option(names = "--keys", paramLabel = "NAME", description = "A deployment's table of keys.")
    private Optional<String> keys = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The tables' AWS region.")
    private Optional<String> region = Optional.empty();

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return Program.of(new ContentsCommand());
    }

    @Override
    public Integer call() throws StartException {
        Clock clock = Clock.systemUTC();
        if (local) {
            try (LocalTables tables = LocalTables.in(data)) {
                KeyRegistry registry = new KeyRegistry(tables.dynamoDb(), LocalTables.KEYS, clock);
                say(Contents.of(tables.dynamoDb(), LocalTables.EVENTS, registry).inWords(false) + ".");
            }
            return 0;
        }
        if (events.isEmpty() || keys.isEmpty()) {
            throw new StartException("which tables? Say --local, or --events and --keys");
        }
        DynamoDbClientBuilder client = DynamoDbClient.builder()
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .overrideConfiguration(
                        limits -> limits.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(ATTEMPT_TIMEOUT));
        region.map(Region::of).ifPresent(client::region);
        try (DynamoDbClient dynamoDb = client.build()) {
            KeyRegistry registry = new KeyRegistry(dynamoDb, keys.get(), clock);
            say(Contents.of(dynamoDb, events.get(), registry).inWords(true)
                    + " (AWS counts events only every six hours).");
        }
        return 0;
    }

    private void say(String contents) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("That is " + contents);
        out.flush();
    }
}
