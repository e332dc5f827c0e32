package org.dcss.eventstore.rehearsal.traffic;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps a deployment busy while it is upgraded, and judges the upgrade. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Keeps a rehearsed deployment busy with a full queue until it is upgraded, and tells what came of it.")
public final class TrafficCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Where the API is.")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(names = "--queue", required = true, paramLabel = "URL", description = "Where its queue is.")
    @SuppressWarnings("NullAway.Init")
    private URI queue;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY=SRC",
            split = ",",
            description = "Keys of the sources to send as; several by comma.")
    @SuppressWarnings("NullAway.Init")
    private Map<String, String> keys;

    @Option(
            names = "--fill",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Messages to fill the queue with at the start (3000).")
    private int fill;

    @Option(
            names = "--full",
            paramLabel = "N",
            defaultValue = "500",
            description = "Messages that must wait when the consumer is stopped (500).")
    private int full;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "FILE",
            description = "Goes on until there is this file, and a while longer.")
    @SuppressWarnings("NullAway.Init")
    private Path until;

    @Option(
            names = "--changes",
            required = true,
            paramLabel = "FILE",
            description = "What the rehearsal prints; tells when what changed.")
    @SuppressWarnings("NullAway.Init")
    private Path changes;

    /** Runs the command and exits with its code: 0 where nothing is wrong. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new TrafficCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Ledger ledger = new Ledger(Clock.systemUTC());
        List<Reading> readings;
        try (Backlog backlog = new Backlog(queue)) {
            Traffic traffic = new Traffic(new Api(url, ledger), ledger, backlog, fill, this::say);
            readings = traffic.run(keys, () -> Files.exists(until));
        }
        Verdict verdict = new Verdict(
                ledger.sent().size(),
                ledger.acknowledged().values(),
                ledger.answers(),
                readings,
                Change.in(Files.readAllLines(changes)),
                full);
        verdict.lines().forEach(this::say);
        verdict.faults().forEach(fault -> say("fault: " + fault));
        return verdict.faults().isEmpty() ? 0 : 1;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
