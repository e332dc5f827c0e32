package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcss-events follow}: the log as it grows. */
@Command(
        name = "follow",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the log, every event once and in order, and waits for more: as JSON, an event a line, on the standard output.",
        },
        footer = {
            "",
            "Examples:",
            "  Everything from now on:          dcss-events follow --url https://events.example.org",
            "  Everything there is, and end:    dcss-events follow … --after beginning --once",
            "  Milestones of two servers:       dcss-events follow … --src cpo,cao --type milestone",
            "  Go on after a restart:           dcss-events follow … --after beginning --cursor-file place",
            "  As the lines that servers wrote: dcss-events follow … --xlog",
            "  The servers' files, as files:    dcss-events follow … --mirror /srv/mirror",
            "  A command for each page:         dcss-events follow … --cursor-file place --exec 'psql -c \"…\"'",
        })
public final class FollowCommand implements Callable<Integer> {

    private static final int TRIES_FOR_ONCE = 8;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreOptions store;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ReadOptions read;

    @Option(
            names = "--after",
            paramLabel = "TS|now|beginning",
            description = "Where to begin, if no cursor says it (now; with --mirror, beginning).")
    private @Nullable String after;

    @Option(
            names = "--cursor-file",
            paramLabel = "FILE",
            description =
                    "Remember here how far the output went, and go on from there. Events since then come again after a crash.")
    private @Nullable Path cursorFile;

    @Option(names = "--once", description = "End when nothing more has settled.")
    private boolean once;

    @Option(names = "--xlog", description = "Print the lines that the events were made of.")
    private boolean xlog;

    @ArgGroup
    private @Nullable Destination destination;

    /** Where events go instead of the standard output. */
    static final class Destination {
        @Option(
                names = "--mirror",
                paramLabel = "DIR",
                description =
                        "Keep the servers' files in DIR/SRC/FILE, append-only, and how far they go in DIR/.dcss-events.")
        private @Nullable Path mirror;

        @Option(
                names = "--exec",
                paramLabel = "CMD",
                description =
                        "Run this with /bin/sh for each page, the events on its standard input. A page comes again until it"
                                + " succeeds, at least once.")
        private @Nullable String exec;
    }

    @Override
    public Integer call() throws IOException, ToolException, InterruptedException {
        Timing timing = Timing.system();
        Messages messages = new Messages(spec.commandLine().getErr(), timing);
        StoreClient client = store.client();
        int tries = once ? TRIES_FOR_ONCE : Integer.MAX_VALUE;
        LogReader reader = new LogReader(client, messages, timing, new Random(), tries);
        if (destination != null && destination.mirror != null) {
            if (cursorFile != null || xlog) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--mirror has its own cursor and writes lines: leave --cursor-file and --xlog out");
            }
            try (Mirror mirror = Mirror.in(destination.mirror)) {
                long start = mirror.cursor().orElse(start("beginning"));
                new Following(reader, mirror, Optional.empty(), timing).run(read.uri(client, "after", start), once);
            }
            return Exit.OK;
        }
        Sink sink = destination != null && destination.exec != null
                ? new Executing(destination.exec, xlog, tries, messages, timing, new Random())
                : new Printing(System.out, xlog);
        Optional<CursorFile> cursor = Optional.ofNullable(cursorFile).map(CursorFile::new);
        OptionalLong place = cursor.isPresent() ? cursor.get().read() : OptionalLong.empty();
        new Following(reader, sink, cursor, timing).run(read.uri(client, "after", place.orElse(start("now"))), once);
        return Exit.OK;
    }

    private long start(String otherwise) {
        String wanted = after == null ? otherwise : after.toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "beginning" -> 0;
            case "now" -> Clock.systemUTC().millis();
            default -> {
                if (!wanted.matches("[0-9]{1,18}")) {
                    throw new ParameterException(
                            spec.commandLine(), "--after takes milliseconds since 1970, now or beginning");
                }
                yield Long.parseLong(wanted);
            }
        };
    }
}
