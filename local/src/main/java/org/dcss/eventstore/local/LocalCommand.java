package org.dcss.eventstore.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.local.command.Program;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.dcss.eventstore.local.store.StartException;
import org.jspecify.annotations.Nullable;
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

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /** As the JVM exits by -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port, 0 for a free one (8080).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address that requests are served on (127.0.0.1). Any other lets other machines in, over plain HTTP: see"
                            + " docs/local.md.")
    @SuppressWarnings("NullAway.Init")
    private InetAddress bind;

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
            description =
                    "Accept this key for this source; may repeat. Everybody on this machine can read it in the list of"
                            + " processes: see --key-file. In an empty folder and without any, the demo key qwerty for cpo.")
    private List<String> keys = List.of();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Accept the keys in this file's lines KEY=SRC; may repeat.")
    private List<Path> keyFiles = List.of();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "Answer requests for this host, too; may repeat. Without it, those for 127.0.0.1 and localhost.")
    private List<String> hosts = List.of();

    @Option(
            names = "--endpoints",
            description = "Let the folder's owner look into the queue and the tables: DIR/endpoints says where.")
    private boolean endpoints;

    @Option(names = "--redrive", description = "Send what waits in the DLQ again.")
    private boolean redrive;

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

    @Option(
            names = "--pixel",
            paramLabel = "SRC",
            description = "Serve the pixel /track.gif, and keep each request for it as an event of this source.")
    private @Nullable String pixel;

    @Option(
            names = "--views",
            paramLabel = "LIST",
            description =
                    "What is computed from the log, some of counts,entities,xlog,archive with commas between them, or none; all by"
                            + " default.")
    private String views = ViewSwitch.all();

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        Program.run(new LocalCommand(), args);
    }

    @Override
    public Integer call() throws StartException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        LocalOptions options = options();
        Thread.setDefaultUncaughtExceptionHandler(LocalCommand::endOfThread);
        // Else CRT drops every call under way as soon as the shutdown begins, beside the hook that waits for them.
        CRT.acquireShutdownRef();
        LocalEventStore store = LocalEventStore.start(options, Clock.systemUTC());
        Thread summary = new Thread(() -> summarize(store, out), "summary");
        summary.setDaemon(true);
        summary.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            store.close();
            CRT.releaseShutdownRef();
            out.println(store.counters().summary());
            out.println(goodbye(options.data(), store.deadLetters()));
            out.flush();
        }));
        out.println(Welcome.text(
                store.uri(),
                options,
                store.keys(),
                store.deadLetters(),
                Day.containing(Clock.systemUTC().instant())));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** The rest of the memory is asked for by threads that nobody watches. */
    private static void endOfThread(Thread thread, Throwable failure) {
        System.err.println("error: " + thread.getName() + " ended: " + failure);
        if (failure instanceof OutOfMemoryError) {
            System.err.println("error: memory has run out. Everything acknowledged is kept: start again.");
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    static String goodbye(Path data, long deadLetters) {
        return "Stopped. Everything acknowledged is kept in " + data + "."
                + (deadLetters == 0 ? "" : " " + Welcome.deadLetters(deadLetters));
    }

    /** What has been counted, and what waits in the DLQ. */
    private static String summary(LocalEventStore store) {
        long deadLetters = store.deadLetters();
        return store.counters().summary() + (deadLetters == 0 ? "" : "\n" + Welcome.deadLetters(deadLetters));
    }

    /** Prints what has happened, every minute in which something has. */
    private static void summarize(LocalEventStore store, PrintWriter out) {
        String printed = summary(store);
        try {
            while (true) {
                TimeUnit.MINUTES.sleep(1);
                String line = summary(store);
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

    /** What was asked for. */
    LocalOptions options() {
        try {
            Duration window = Duration.ofSeconds(batchSize > 10 ? 1 : 0);
            Map<String, Source> given =
                    GivenKeys.of(keys, keyFiles, spec.commandLine().getErr());
            return new LocalOptions(
                    data,
                    GatewayOptions.onPort(port).withHosts(hosts()).at(bind),
                    new MappingOptions(fifo ? Math.min(batchSize, 10) : batchSize, window, concurrency),
                    given,
                    fifo,
                    Duration.ofMillis(settleMillis),
                    LocalOptions.MAX_RECEIVES,
                    quotas.startsWith("{") ? quotas : Files.readString(Path.of(quotas)),
                    views(),
                    pixel(),
                    extras(given));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--quotas: cannot read " + quotas, e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String views() {
        try {
            ViewSwitch.parse(views);
            return views;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--views: " + e.getMessage(), e);
        }
    }

    private Optional<Source> pixel() {
        try {
            return Optional.ofNullable(pixel).map(Source::new);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--pixel: " + e.getMessage(), e);
        }
    }

    private Set<String> hosts() {
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "--allow-host takes a name without a port, such as store.example.org");
            }
        }
        return Set.copyOf(hosts);
    }

    private Set<LocalOptions.Extra> extras(Map<String, Source> given) {
        Set<LocalOptions.Extra> wanted = EnumSet.noneOf(LocalOptions.Extra.class);
        if (given.isEmpty() && bind.isLoopbackAddress()) {
            wanted.add(LocalOptions.Extra.DEMO_KEY);
        }
        if (endpoints) {
            wanted.add(LocalOptions.Extra.ENDPOINTS);
        }
        if (redrive) {
            wanted.add(LocalOptions.Extra.REDRIVE);
        }
        return wanted;
    }
}
