package org.dcss.eventstore.local.withdraw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.stream.Pause;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.dynamodb.WriterTables;
import org.dcss.eventstore.local.StoreTables;
import org.dcss.eventstore.local.administration.EntityIndexes;
import org.dcss.eventstore.local.administration.WithdrawalTable;
import org.dcss.eventstore.local.administration.WithdrawalTable.Match;
import org.dcss.eventstore.local.command.Program;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./run.sh withdraw}: on a deployment's log, or with {@code --local} on local mode's. */
@Command(
        name = "./run.sh withdraw",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Takes the data of a source's events out of the log, and tells followers which. The rest of each event"
                        + " stays, with the reason. Says what it would do and asks first. May be run again at any time.")
public final class WithdrawCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--src", paramLabel = "SRC", required = true, description = "The events' source.")
    @SuppressWarnings("NullAway.Init")
    private String src;

    @Option(names = "--from", paramLabel = "TS", required = true, description = "The first ts, in milliseconds.")
    private long from;

    @Option(names = "--to", paramLabel = "TS", required = true, description = "The last ts; it must have settled.")
    private long to;

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "Only events about this player (data.name, upper or lower case).")
    private Optional<String> entity = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, in at most 200 characters; everybody sees it. Name nobody in it.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(
            names = "--settle-ms",
            paramLabel = "MS",
            defaultValue = "3000",
            description = "The store's settle_ms (3000).")
    private int settleMillis;

    @Option(
            names = "--views",
            paramLabel = "NAME",
            description = "A deployment's table of views; ./run.sh fills it in, and the next one.")
    private Optional<String> views = Optional.empty();

    @Option(
            names = "--projector-s",
            paramLabel = "S",
            defaultValue = "900",
            description = "The deployment's projector.timeout_s (900, the longest).")
    private int projectorSeconds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreTables tables;

    private final Clock clock;
    private final Pause pause;
    private final BufferedReader in;

    WithdrawCommand(Clock clock, Pause pause, BufferedReader in) {
        this.clock = clock;
        this.pause = pause;
        this.in = in;
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.exit(commandLine(Clock.systemUTC(), WithdrawCommand::sleep, in).execute(args));
    }

    static CommandLine commandLine(Clock clock, Pause pause, BufferedReader in) {
        return Program.of(new WithdrawCommand(clock, pause, in));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: run this again", e);
        }
    }

    @Override
    public Integer call() throws StartException, IOException {
        Settling settling = new Settling(Duration.ofMillis(settleMillis));
        Withdrawal withdrawal = withdrawal(settling);
        ExecutorService calls = Executors.newFixedThreadPool(4);
        try (StoreTables.Open store = tables.open()) {
            EventWriter writer = new EventWriter(
                    WriterTables.of(
                            store.dynamoDb(), store.events(), store.claims(), settling.callTimeout(), Optional.empty()),
                    new WriterOptions(settling, Optional.empty(), false, 4),
                    calls,
                    clock,
                    SecureRandom::new);
            return run(
                    withdrawal,
                    new Withdrawer(new WithdrawalTable(store.dynamoDb(), store.events()), writer, settling, clock),
                    indexed(store, calls));
        } finally {
            calls.shutdown();
        }
    }

    /** Empty for a deployment of which no table of views is named. */
    private Optional<IndexedNames> indexed(StoreTables.Open store, ExecutorService calls) {
        Duration projection =
                store.local().map(LocalTables::projection).orElseGet(() -> Duration.ofSeconds(projectorSeconds));
        return store.local()
                .map(local -> LocalTables.VIEWS)
                .or(() -> views)
                .map(table -> new IndexedNames(new EntityIndexes(store.dynamoDb(), table, calls), projection, pause));
    }

    private Withdrawal withdrawal(Settling settling) {
        try {
            Withdrawal withdrawal = new Withdrawal(new Source(src), new Slot(from), new Slot(to), entity, reason);
            if (withdrawal.to().isAfter(settling.horizon(clock.instant()))) {
                throw new IllegalArgumentException(
                        "--to " + to + " has not settled yet: what is stored meanwhile would be" + " missed. Take "
                                + settling.horizon(clock.instant()).millis() + " at most");
            }
            return withdrawal;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int run(Withdrawal withdrawal, Withdrawer withdrawer, Optional<IndexedNames> indexed) throws IOException {
        List<Match> found = withdrawer.find(withdrawal);
        if (found.isEmpty()) {
            say("No event of " + src + " matches. Nothing was changed.");
            return 0;
        }
        Map<String, Long> pending = Withdrawer.pending(found);
        long count = pending.values().stream().mapToLong(Long::longValue).sum();
        say(count + " of " + found.size() + " matching events of " + src + " still have their data " + pending
                + ". The first is " + found.get(0).slot().millis() + ", the last "
                + found.get(found.size() - 1).slot().millis() + ".");
        say("Their data would be gone for good, and everybody would see: withdrawn, \"" + reason + "\".");
        if (!yes && !agreed()) {
            say("Nothing was changed.");
            return 1;
        }
        List<Slot> notices = withdrawer.carryOut(withdrawal, found);
        say(found.size() + " events are withdrawn; followers are told at "
                + String.join(
                        ", ",
                        notices.stream()
                                .map(slot -> Long.toString(slot.millis()))
                                .toList())
                + ".");
        indexed.ifPresentOrElse(
                names -> remove(names, found), () -> say("No table of views is named: none was looked at."));
        say("All is done. Caches forget within a day.");
        return 0;
    }

    private void remove(IndexedNames names, List<Match> withdrawn) {
        say("Their names go out of the index by entity"
                + (names.delay().isZero()
                        ? "."
                        : " in " + names.delay().toSeconds() + " s, when no projector can put one back any more.")
                + " If this is cut off, run it again.");
        OptionalLong removed = names.remove(withdrawn);
        say(
                removed.isPresent()
                        ? removed.getAsLong() + " items were removed from it."
                        : "There is no table of views, and so no index.");
    }

    private boolean agreed() throws IOException {
        say("Withdraw them? Only 'yes' is taken for an answer (or run it with --yes):");
        return "yes".equals(in.readLine());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
