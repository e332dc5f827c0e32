package org.dcss.eventstore.local.copy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.StoreTables;
import org.dcss.eventstore.local.command.Program;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./run.sh copy}: local mode's log to a deployment, a deployment's to local mode, or a restored one to it. */
@Command(
        name = "./run.sh copy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Copies the whole log, each event to the same ts, with the claims of clients' ids, and streams. Nothing is ever"
                        + " overwritten; run again, it goes on where it was. Reads all of it once more at the end, and compares.")
public final class CopyCommand implements Callable<Integer> {

    private static final long TELL_EVERY = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** From where to where. */
    private enum Direction {
        TO_DEPLOYMENT("the log of local mode to the deployment"),
        TO_LOCAL("the log of the deployment to local mode"),
        RESTORED("the restored tables to the deployment");

        private final String words;

        Direction(String words) {
            this.words = words;
        }
    }

    @Parameters(
            paramLabel = "DIRECTION",
            description =
                    "to-deployment (from local mode), to-local (from the deployment), or restored (from tables that a"
                            + " backup was restored to, into the deployment)")
    @SuppressWarnings("NullAway.Init")
    private String direction;

    @Option(names = "--restored-events", paramLabel = "NAME", description = "With restored: the table of events.")
    private Optional<String> restoredEvents = Optional.empty();

    @Option(names = "--restored-claims", paramLabel = "NAME", description = "With restored: the table of claims.")
    private Optional<String> restoredClaims = Optional.empty();

    @Option(
            names = "--restored-streams",
            paramLabel = "NAME",
            description = "With restored: the table of streams, if they are to be copied too.")
    private Optional<String> restoredStreams = Optional.empty();

    @Option(
            names = "--streams",
            paramLabel = "NAME",
            description = "A deployment's table of streams; ./run.sh fills it in.")
    private Optional<String> streams = Optional.empty();

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(
            names = "--puts",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many items to put at once, 1 to 256 (16).")
    private int puts;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreTables tables;

    private final BufferedReader in;

    CopyCommand(BufferedReader in) {
        this.in = in;
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                .execute(args));
    }

    static CommandLine commandLine(BufferedReader in) {
        return Program.of(new CopyCommand(in));
    }

    @Override
    public Integer call() throws StartException, IOException {
        Direction copied = direction();
        if (puts < 1 || puts > 256) {
            throw new ParameterException(spec.commandLine(), "--puts takes 1 to 256, not " + puts);
        }
        say("Copies " + copied.words
                + ". Submit and append to neither meanwhile. Whoever follows the log that is copied to will not see"
                + " what comes behind its place, and must start over.");
        if (!yes && !agreed()) {
            say("Nothing was changed.");
            return 1;
        }
        ExecutorService threads = Executors.newFixedThreadPool(puts);
        try (StoreTables.Open deployed = tables.openDeployed();
                StoreTables.Open other = other(copied, deployed)) {
            boolean fromDeployment = copied == Direction.TO_LOCAL;
            return run(new LogCopy(
                    fromDeployment ? deployed : other,
                    fromDeployment ? other : deployed,
                    streams(copied, fromDeployment),
                    threads));
        } finally {
            threads.shutdown();
        }
    }

    private StoreTables.Open other(Direction copied, StoreTables.Open deployed) throws StartException {
        if (copied != Direction.RESTORED) {
            return tables.openLocal();
        }
        return StoreTables.Open.deployed(
                deployed.dynamoDb(), restoredEvents.orElseThrow(), restoredClaims.orElseThrow(), () -> {});
    }

    /** Says so where they are not copied. */
    private Optional<LogCopy.Copied> streams(Direction copied, boolean fromDeployment) {
        Optional<String> other = copied == Direction.RESTORED ? restoredStreams : Optional.of(LocalTables.STREAMS);
        if (streams.isEmpty() || other.isEmpty()) {
            say("Streams are not copied: "
                    + (streams.isEmpty() ? "the deployment has no table of them." : "--restored-streams names none.")
                    + " Append to none that the log holds events of.");
            return Optional.empty();
        }
        return Optional.of(new LogCopy.Copied(
                (fromDeployment ? streams : other).get(),
                (fromDeployment ? other : streams).get(),
                TableSchema.STREAMS));
    }

    private Direction direction() {
        Direction copied = switch (direction) {
            case "to-deployment" -> Direction.TO_DEPLOYMENT;
            case "to-local" -> Direction.TO_LOCAL;
            case "restored" -> Direction.RESTORED;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "say to-deployment, to-local or restored, not " + direction);
        };
        if (copied == Direction.RESTORED && (restoredEvents.isEmpty() || restoredClaims.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "restored needs --restored-events and --restored-claims: the tables' names");
        }
        return copied;
    }

    private int run(LogCopy copy) {
        Consumer<CopyReport> progress = report -> {
            if (report.total() % TELL_EVERY == 0) {
                say(report.inWords() + " …");
            }
        };
        copy.copy(progress).forEach(report -> say(report.inWords()));
        List<CopyReport> compared = copy.compare();
        boolean complete = compared.stream().allMatch(report -> report.alike() == report.total());
        compared.forEach(report -> say("compared: " + report.table() + ", " + report.alike() + " of " + report.total()
                + " items are there, the same"));
        if (!complete) {
            say("NOT COMPLETE: look at what is different, or run this again.");
        }
        return complete ? 0 : 1;
    }

    private boolean agreed() throws IOException {
        say("Go on? Only 'yes' is taken for an answer (or run it with --yes):");
        return "yes".equals(in.readLine());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
