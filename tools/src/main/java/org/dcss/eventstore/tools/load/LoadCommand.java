package org.dcss.eventstore.tools.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.KeyOptions;
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

/** {@code dcss-events load}: what a store makes of a rate of events. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Submits made-up games at a rate, each event when it is due whatever became of the ones before, and reads"
                    + " them back. Tells how long acknowledgements and the feed took since each was due, and whether the"
                    + " log holds each acknowledged event exactly once (else it ends with 1).",
            "",
            "The events stay in the log: use a store that is for trying things out."
        },
        footer = {
            "",
            "Examples:",
            "  dcss-events load --url http://127.0.0.1:8080 --key-file key --src cpo --rate 300 --duration 2m --report"
                    + " load.html",
            "  dcss-events load … --rate 900 --duration 10m --ramp 1m --clients 64 --seed 7",
        })
public final class LoadCommand implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h)");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StoreOptions store;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private KeyOptions keys;

    @Option(names = "--src", required = true, paramLabel = "SRC", description = "The source that the key belongs to.")
    @SuppressWarnings("NullAway.Init")
    private String src;

    @Option(names = "--rate", required = true, paramLabel = "N", description = "Events a second.")
    private double rate;

    @Option(
            names = "--duration",
            required = true,
            paramLabel = "TIME",
            description = "How long, such as 90s, 2m or 1h.")
    @SuppressWarnings("NullAway.Init")
    private String duration;

    @Option(
            names = "--ramp",
            defaultValue = "0s",
            paramLabel = "TIME",
            description = "Of that, how long the rate rises from nothing (0s).")
    @SuppressWarnings("NullAway.Init")
    private String ramp;

    @Option(names = "--clients", defaultValue = "32", paramLabel = "N", description = "Requests at once, at most (32).")
    private int clients;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Other events for another seed (1).")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page with plots.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, ToolException, InterruptedException {
        Schedule schedule = schedule();
        Messages messages = new Messages(spec.commandLine().getErr(), Timing.system());
        StoreClient client = store.client();
        Load load = new Load(client, keys.key(client, messages), src, schedule, clients, seed);
        String run = "%s events a second for %s (ramp %s) by %d clients, seed %d, at %s"
                .formatted(rate, duration, ramp, clients, seed, store.url());
        Report made = load.run(run, Clock.systemUTC().millis(), messages);
        spec.commandLine().getOut().print(made.text());
        spec.commandLine().getOut().flush();
        if (report != null) {
            Files.writeString(report, made.html());
        }
        return made.audit().isKept() ? Exit.OK : Exit.FAILED;
    }

    private Schedule schedule() {
        try {
            if (clients < 1 || !Source.isName(src)) {
                throw new IllegalArgumentException("--clients is at least 1, --src the name of a source");
            }
            return new Schedule(rate, duration(duration), duration(ramp));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a time is a number and s, m or h, such as 90s, not " + text);
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
