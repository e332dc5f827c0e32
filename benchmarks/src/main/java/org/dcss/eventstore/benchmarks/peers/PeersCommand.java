package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.fixtures.SampleEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run.sh peers}, which has built local mode and installed what npm has of the others. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures local mode beside other event stores, in turns. Installs them from npm, in benchmarks/target.")
public final class PeersCommand implements Callable<Integer> {

    /** Events of 600 bytes that are sent over and over. */
    private static final int DIFFERENT = 2_000;

    private static final Path PACKAGES = Path.of("benchmarks/target/peers").toAbsolutePath();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--contestants",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "ours,message-db,message-db-no-fsync,castore,emmett",
            description =
                    "Which, with commas between them; the first is compared with the others (${DEFAULT-VALUE}). The folder of"
                            + " another checkout of this project, such as ../before, is its local mode.")
    @SuppressWarnings("NullAway.Init")
    private List<String> contestants;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Turns of each (3).")
    private int rounds;

    @Option(names = "--quick", description = "Only see that it runs; the figures mean little.")
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        // What runs must not outlive who measures it.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        List<SampleEvent> sample = Events.sized(DIFFERENT);
        Map<String, Contestant> wanted = new LinkedHashMap<>();
        contestants.forEach(name -> wanted.put(name, contestant(name, sample)));
        new PeersBenchmark(quick ? 1 : rounds, quick ? Turn.QUICK : Turn.FULL, wanted)
                .run()
                .print("peers");
        return 0;
    }

    private Contestant contestant(String name, List<SampleEvent> events) {
        return switch (name) {
            case "ours" -> folder -> new Ours(folder, List.of("./run.sh", "local"), events);
            case "message-db" -> folder -> new MessageDb(folder, true, packages(), events);
            case "message-db-no-fsync" -> folder -> new MessageDb(folder, false, packages(), events);
            case "castore" -> folder -> new NodePeer(folder, name, NodePeer::dynamoDb, packages(), events);
            case "emmett" -> folder -> new NodePeer(folder, name, Postgres::address, packages(), events);
            default -> checkout(Path.of(name), events);
        };
    }

    private Contestant checkout(Path root, List<SampleEvent> events) {
        Path script = root.resolve("run.sh").toAbsolutePath().normalize();
        if (!Files.isExecutable(script)) {
            throw new ParameterException(
                    spec.commandLine(), "--contestants: there is no " + root + ", nor a checkout in such a folder");
        }
        return folder -> new Ours(folder, List.of(script.toString(), "local"), events);
    }

    private static Path packages() throws IOException {
        if (!Files.exists(PACKAGES.resolve("node_modules/installed"))) {
            throw new IOException(
                    "npm has not installed it: see above. It needs Node.js 20 or newer (Debian: apt-get install nodejs npm).");
        }
        return PACKAGES;
    }
}
