package org.dcss.eventstore.tools.ship;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.KeyOptions;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.StoreOptions;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.StoreClient;
import org.dcss.eventstore.tools.tail.Checkpoints;
import org.dcss.eventstore.tools.tail.Tails;
import org.dcss.eventstore.tools.tail.WatchedFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcss-events ship}: sends a server's lines as they are written, and all that were before. */
@Command(
        name = "ship",
        mixinStandardHelpOptions = true,
        description = {
            "Sends the lines of a server's milestones and logfiles, and follows the files. Every line is stored exactly once,"
                    + " however often this is stopped, killed or started twice.",
            "",
            "A file's lines keep their order; files that are nearly read go before files with much to read."
        },
        footer = {
            "",
            "Examples:",
            "  A server's files, from their beginning and then as they grow:",
            "    dcss-events ship --url https://events.example.org --key-file key --src cpo '/srv/dcss/saves/milestones*' '/srv/dcss/saves/logfile*'",
            "  All versions, known as 0.33/milestones, 0.34/milestones, …, at most 200 old lines a second:",
            "    dcss-events ship … --base /srv/dcss --rate 200 '/srv/dcss/0.*/{milestones,logfile}*'",
            "  From cron:                       dcss-events ship … --once saves",
            "  See what would be sent:          dcss-events ship … --dry-run saves",
            "  Send mended rejects again:       dcss-events ship … --rejects",
        })
public final class ShipCommand implements Callable<Integer> {

    private static final int TRIES_FOR_CRON = 8;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreOptions store;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private KeyOptions keys;

    @Option(names = "--src", required = true, paramLabel = "SRC", description = "The server's name, such as cpo.")
    @SuppressWarnings("NullAway.Init")
    private String src;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description =
                    "The store knows a file by its path below DIR, such as 0.34/milestones. Without it, by its own name alone.")
    private @Nullable Path base;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where checkpoints and the reject file are kept (~/.local/state/dcss-events), in a folder a store and source.")
    private @Nullable Path state;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Old lines a second, at most; new ones are not held back (no limit).")
    private double rate;

    @Option(names = "--once", description = "Ship what is there and end.")
    private boolean once;

    @Option(names = "--dry-run", description = "Print the events that would be sent, and send nothing. Needs no key.")
    private boolean dryRun;

    @Option(names = "--rejects", description = "Send the lines of the reject file again, and end.")
    private boolean rejects;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description =
                    "Files, folders with milestones* and logfile*, or globs in quotes, so that new files are found.")
    private List<String> paths = List.of();

    @Override
    public Integer call() throws IOException, ToolException, InterruptedException {
        Source source = source();
        if (paths.isEmpty() != rejects) {
            throw new ParameterException(spec.commandLine(), "Name files, or --rejects alone");
        }
        if (rate < 0) {
            throw new ParameterException(spec.commandLine(), "--rate is a number of lines a second");
        }
        Timing timing = Timing.system();
        Messages messages = new Messages(spec.commandLine().getErr(), timing);
        Path folder = folder(source);
        Rate pace = new Rate(rate, timing);
        if (dryRun) {
            return dryRun(source, Checkpoints.readOnly(folder), pace, messages);
        }
        StoreClient client = store.client();
        int tries = once || rejects ? TRIES_FOR_CRON : Integer.MAX_VALUE;
        Sender sender = new Sender(client, keys.key(client, messages), messages, timing, new Random(), tries);
        RejectFile rejectFile = new RejectFile(folder);
        if (rejects) {
            return new Rejects(sender, rejectFile, messages).sendAgain(source);
        }
        try (Tails tails = new Tails(watched(messages), Checkpoints.in(folder), messages)) {
            Collector collector = new Collector(source, tails, pace);
            Shipper shipper = new Shipper(tails, collector, sender, rejectFile, messages, timing);
            if (once) {
                return shipper.once() == 0 ? Exit.OK : Exit.REJECTED;
            }
            shipper.follow();
            return Exit.OK;
        }
    }

    private int dryRun(Source source, Checkpoints checkpoints, Rate pace, Messages messages)
            throws IOException, ToolException {
        try (Tails tails = new Tails(watched(messages), checkpoints, messages)) {
            new DryRun(tails, new Collector(source, tails, pace))
                    .print(spec.commandLine().getOut());
            return Exit.OK;
        }
    }

    private WatchedFiles watched(Messages messages) {
        return new WatchedFiles(paths, Optional.ofNullable(base), messages);
    }

    private Source source() {
        if (!Source.isName(src)) {
            throw new ParameterException(
                    spec.commandLine(), "--src: 1 to 32 of a-z, 0-9 and -, a letter first, not " + src);
        }
        return new Source(src);
    }

    /** What was shipped to one store was not shipped to another. */
    private Path folder(Source source) {
        Path root = state != null ? state : Path.of(System.getProperty("user.home"), ".local", "state", "dcss-events");
        URI url = store.url();
        String name = url.getHost()
                + (url.getPort() < 0 ? "" : "_" + url.getPort())
                + url.getPath().replaceAll("/+$", "").replace('/', '_');
        return root.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_")).resolve(source.name());
    }
}
