package org.dcss.eventstore.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dcss.eventstore.benchmarks.harness.ClosedLoop;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.engines.Engines;

/** A store that is a library for Node, on top of a server: {@code benchmarks/peers/driver.mjs} uses it. */
final class NodePeer extends Running {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final BufferedReader answers;

    /** Starts what a store is on top of; returns the address. */
    @FunctionalInterface
    interface Server {
        String start(Running store, Path folder) throws IOException, InterruptedException;
    }

    /** @param packages what npm has installed */
    NodePeer(Path folder, String name, Server server, Path packages, List<SampleEvent> events)
            throws IOException, InterruptedException {
        super(folder);
        Path file = Files.write(
                folder.resolve("events"), events.stream().map(SampleEvent::json).toList());
        String address = server.start(this, folder);
        String driver = packages.resolve("driver.mjs").toString();
        List<String> line = List.of("node", driver, name, address, file.toString());
        // Its answers come here, and it says in a file that it waits for what to answer.
        node = start(
                builder(line).redirectOutput(ProcessBuilder.Redirect.PIPE),
                () -> Files.size(folder.resolve("events.ready")));
        answers = node.inputReader(StandardCharsets.UTF_8);
    }

    /** DynamoDB Local as local mode has it on disk, with the options of its JVM, and without a queue. */
    static String dynamoDb(Running store, Path folder) throws IOException, InterruptedException {
        Path address = folder.resolve("address");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = NodePeer.class.getName();
        String classes = System.getProperty("java.class.path");
        store.start(
                store.builder(List.of(java, "-Xmx768m", "@local/jvm.options", "-cp", classes, main, folder.toString())),
                () -> Files.size(address));
        return Files.readString(address);
    }

    /** That server: tells its address in a file, and serves until it is told to end. */
    public static void main(String[] folder) throws IOException, InterruptedException {
        Engines engines = Engines.at(Path.of(folder[0], "data"));
        engines.sqs().close();
        Runtime.getRuntime().addShutdownHook(new Thread(engines.dynamoDb()::close));
        Path written = Files.writeString(
                Path.of(folder[0], "written"), engines.dynamoDb().endpoint().toString());
        Files.move(written, Path.of(folder[0], "address"));
        new CountDownLatch(1).await();
    }

    @Override
    Load append(int connections, int batch, Duration time, int most) throws IOException {
        ClosedLoop.Done done = ask("append", connections, batch, time, most);
        return new Load(done.count(), done.seconds(), done.seconds());
    }

    @Override
    int replay(boolean gzip) throws IOException {
        return ask("replay", 1, 1, Duration.ZERO, 0).count();
    }

    @Override
    double polls(int connections, Duration time) throws IOException {
        return ask("poll", connections, 1, time, Integer.MAX_VALUE).perSecond();
    }

    private ClosedLoop.Done ask(String what, int connections, int size, Duration time, int most) throws IOException {
        String command = JSON.createObjectNode()
                .put("do", what)
                .put("connections", connections)
                .put("size", size)
                .put("millis", time.toMillis())
                .put("most", most)
                .toString();
        node.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        node.getOutputStream().flush();
        String line = answers.readLine();
        if (line == null) {
            throw failure("the driver has ended: ");
        }
        JsonNode answer = JSON.readTree(line);
        return new ClosedLoop.Done(
                answer.path("count").asInt(), answer.path("seconds").asDouble());
    }
}
