package org.dcss.eventstore.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.crt.CRT;

/** {@code ./run.sh local}: runs until it is told to stop. */
@Command(
        name = "./run.sh local",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the event store on this machine, durably, without an AWS account.")
public final class LocalCommand implements Callable<Integer> {

    private static final Map<String, Source> DEMO_KEYS = Map.of("qwerty", new Source("cpo"));

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Port on 127.0.0.1 (8080).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder that holds everything; made if absent (data).")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--key",
            paramLabel = "KEY=SRC",
            description = "Accept this key for this source; may repeat. Without any, the demo key qwerty for cpo.")
    private List<String> keys = List.of();

    @Option(names = "--fifo", description = "Use a FIFO queue: each source's events keep their order.")
    private boolean fifo;

    @Option(
            names = "--settle-ms",
            paramLabel = "MS",
            defaultValue = "3000",
            description = "How old an event is when the feed shows it (3000).")
    private int settleMillis;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "10",
            description = "Messages the consumer gets at once, at most (10).")
    private int batchSize;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "Batches consumed at once (4).")
    private int concurrency;

    @Option(
            names = "--quotas",
            paramLabel = "FILE|JSON",
            defaultValue = LocalOptions.NO_QUOTAS,
            description = "What each source may submit a second, as docs/keys.md says; no limits by default.")
    @SuppressWarnings("NullAway.Init")
    private String quotas;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("error: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws StartException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        LocalOptions options = options();
        // Else CRT drops every call under way as soon as the shutdown begins, beside the hook that waits for them.
        CRT.acquireShutdownRef();
        LocalEventStore store = LocalEventStore.start(options, Clock.systemUTC());
        Thread summary = new Thread(() -> summarize(store.counters(), out), "summary");
        summary.setDaemon(true);
        summary.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            store.close();
            CRT.releaseShutdownRef();
            out.println(store.counters().summary());
            out.println("Stopped. Everything acknowledged is kept in " + options.data() + ".");
            out.flush();
        }));
        out.println(Welcome.text(
                store.uri(), options, Day.containing(Clock.systemUTC().instant())));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Prints what has happened, every minute in which something has. */
    private static void summarize(Counters counters, PrintWriter out) {
        String printed = counters.summary();
        try {
            while (true) {
                TimeUnit.MINUTES.sleep(1);
                String line = counters.summary();
                if (!line.equals(printed)) {
                    out.println(line);
                    out.flush();
                    printed = line;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LocalOptions options() {
        try {
            Duration window = Duration.ofSeconds(batchSize > 10 ? 1 : 0);
            return new LocalOptions(
                    data,
                    GatewayOptions.onPort(port),
                    new MappingOptions(fifo ? Math.min(batchSize, 10) : batchSize, window, concurrency),
                    keys.isEmpty() ? DEMO_KEYS : parse(keys),
                    fifo,
                    Duration.ofMillis(settleMillis),
                    5,
                    quotas.startsWith("{") ? quotas : Files.readString(Path.of(quotas)));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--quotas: cannot read " + quotas, e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Map<String, Source> parse(List<String> keys) {
        Map<String, Source> bySource = new LinkedHashMap<>();
        for (String given : keys) {
            int split = given.lastIndexOf('=');
            if (split < 1 || !Source.isName(given.substring(split + 1))) {
                throw new IllegalArgumentException(
                        "--key takes KEY=SRC, such as s3cret=cpo; a source is 1 to 32 of a-z, 0-9 and -, a letter first");
            }
            bySource.put(given.substring(0, split), new Source(given.substring(split + 1)));
        }
        return bySource;
    }
}
