package org.dcss.eventstore.benchmarks.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.fixtures.SampleEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run.sh peers}. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures local mode beside other event stores, in turns. Installs them from npm, in benchmarks/target.")
public final class PeersCommand implements Callable<Integer> {

    /** Enough that nothing can keep them all at hand. */
    private static final int DIFFERENT = 2_000;

    @Option(
            names = "--contestants",
            split = ",",
            paramLabel = "NAME",
            description = "Some of ${COMPLETION-CANDIDATES}, with commas between them; all by default.")
    private List<Name> contestants = List.of(Name.values());

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Turns of each (3).")
    private int rounds;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Events there are at least when all are read (20000).")
    private int events;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "How long requests are sent for each rate (3).")
    private int seconds;

    @Option(names = "--quick", description = "Only see that it runs; the figures mean little.")
    private boolean quick;

    enum Name {
        OURS("ours"),
        MESSAGE_DB("message-db"),
        MESSAGE_DB_NO_FSYNC("message-db-no-fsync"),
        CASTORE("castore"),
        EMMETT("emmett");

        private final String title;

        Name(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    @Override
    public Integer call() throws Exception {
        Turn turn = quick
                ? new Turn(Duration.ofMillis(300), 500, Duration.ofSeconds(1))
                : new Turn(Duration.ofSeconds(seconds), events, Duration.ofSeconds(15));
        List<SampleEvent> sample = Events.sized(DIFFERENT);
        Map<String, Contestant> wanted = new LinkedHashMap<>();
        for (Name name : contestants) {
            wanted.put(name.toString(), contestant(name, sample));
        }
        // What runs must not outlive who measures it.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        new PeersBenchmark(quick ? 1 : rounds, turn, wanted).run().print("peers");
        return 0;
    }

    private static Contestant contestant(Name name, List<SampleEvent> events) {
        String script = Path.of("run.sh").toAbsolutePath().toString();
        return switch (name) {
            case OURS -> new Ours(List.of(script, "local"), events);
            case MESSAGE_DB -> new MessageDb(true, events);
            case MESSAGE_DB_NO_FSYNC -> new MessageDb(false, events);
            case CASTORE -> new NodePeer("castore", DynamoDb::start, events);
            case EMMETT -> new NodePeer("emmett", folder -> Postgres.start(folder, true), events);
        };
    }
}
