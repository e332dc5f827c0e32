package org.dcss.eventstore.tools.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.StoreOptions;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.StoreClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcss-events verify}: whether a store keeps its promises. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads days and the feed, and holds them against the store's promises: in order, each event once, both the"
                    + " same, closed days as they were the last time; /counts and /xlog equal to the events, where the"
                    + " store has them.",
            "",
            "Tells day and slot where one is broken, and then ends with 6. What could not be checked is told, too."
        },
        footer = {
            "",
            "Examples:",
            "  dcss-events verify --url https://events.example.org --from 2026-11-01 --to 2026-11-26 --state verified",
            "  dcss-events verify … --from beginning --to today --archive data/archive",
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int TRIES = 8;

    /** What is younger is not looked at: it may not have settled, and clocks differ. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreOptions store;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DAY",
            description = "The first UTC day, such as 2026-11-01; beginning is that of the log's first event.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "The last day; or today.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Hashes of closed days: those found are compared, others are added.")
    private @Nullable Path state;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "The archive's folder, or a copy of it: manifests and objects are compared with the events.")
    private @Nullable Path archive;

    @Override
    public Integer call() throws IOException, ToolException, InterruptedException {
        Timing timing = Timing.system();
        Messages messages = new Messages(spec.commandLine().getErr(), timing);
        StoreClient client = store.client();
        Findings findings = new Findings(spec.commandLine().getOut());
        Clock clock = Clock.systemUTC();
        long settled = clock.millis() - YOUNG.toMillis();
        LogReader reader = reader(client, messages, timing);
        Optional<LocalDate> beginning = beginning(reader, client);
        if (beginning.isEmpty()) {
            findings.say("The log is empty: there is nothing to check.");
            return Exit.OK;
        }
        LocalDate first = from.equals("beginning") ? beginning.get() : day("--from", from);
        LocalDate last = to.equals("today") ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day("--to", to);
        if (last.isBefore(first)) {
            throw new ParameterException(spec.commandLine(), "--to lies before --from");
        }
        Optional<RecordedDays> recorded = state == null ? Optional.empty() : Optional.of(RecordedDays.in(state));
        if (recorded.isEmpty()) {
            findings.unchecked("closed days against earlier ones", "no --state names a file");
        }
        Asking asking = new Asking(client, timing, new Random());
        Optional<XlogCheck> xlog =
                first.isAfter(beginning.get()) ? Optional.empty() : Optional.of(new XlogCheck(asking, findings));
        if (xlog.isEmpty()) {
            findings.unchecked("/xlog", "files are checked from their first byte: --from beginning");
        }
        if (archive == null) {
            findings.unchecked("the archive", "no --archive names its folder");
        }
        Checks checks = new Checks(
                new DayCheck(client, () -> reader(client, messages, timing), findings),
                new CountsCheck(asking, findings),
                xlog,
                Optional.ofNullable(archive).map(folder -> new ArchiveCheck(folder, findings)),
                recorded);
        checks.run(new Range(first, last, settled), findings, new Progress(messages, timing));
        return findings.broken() == 0 ? Exit.OK : Exit.BROKEN;
    }

    private static LogReader reader(StoreClient client, Messages messages, Timing timing) {
        return new LogReader(client, messages, timing, new Random(), TRIES);
    }

    /** The day of the log's first event. */
    private static Optional<LocalDate> beginning(LogReader reader, StoreClient client)
            throws ToolException, InterruptedException {
        EventCursor log = new EventCursor(
                reader, client.resolve("events?after=0&limit=1"), Long.MAX_VALUE, (event, before) -> {});
        return log.peek()
                .map(event -> Instant.ofEpochMilli(event.ts()))
                .map(first -> LocalDate.ofInstant(first, ZoneOffset.UTC));
    }

    private LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes a day, such as 2026-11-26, not " + text, e);
        }
    }
}
