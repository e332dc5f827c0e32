package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.feed.Page;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.StoreOptions;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.StoreClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcss-events day}: all events of a day. */
@Command(
        name = "day",
        mixinStandardHelpOptions = true,
        description = "Prints the events of a UTC day in order, as JSON, an event a line.",
        footer = {
            "",
            "Examples:",
            "  dcss-events day --url https://events.example.org 2026-11-26",
            "  dcss-events day … --src cpo --xlog 1795651200000",
        })
public final class DayCommand implements Callable<Integer> {

    private static final int TRIES = 8;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreOptions store;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ReadOptions read;

    @Option(names = "--xlog", description = "Print the lines that the events were made of.")
    private boolean xlog;

    @Parameters(paramLabel = "DAY", description = "A date (2026-11-26), or its first millisecond since 1970.")
    @SuppressWarnings("NullAway.Init")
    private String day;

    @Override
    public Integer call() throws IOException, ToolException, InterruptedException {
        Timing timing = Timing.system();
        StoreClient client = store.client();
        LogReader reader =
                new LogReader(client, new Messages(spec.commandLine().getErr(), timing), timing, new Random(), TRIES);
        Printing printing = new Printing(System.out, xlog);
        Optional<URI> next = Optional.of(read.uri(client, "ts_day", start()));
        while (next.isPresent()) {
            Page page = reader.read(next.get());
            printing.take(0, page.events());
            next = page.next();
        }
        return Exit.OK;
    }

    private long start() {
        try {
            return day.matches("[0-9]{1,18}")
                    ? new Day(Long.parseLong(day)).startMillis()
                    : LocalDate.parse(day)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "not a day: " + day + "; write 2026-11-26, or its first millisecond", e);
        }
    }
}
