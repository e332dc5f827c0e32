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
import java.util.Map;
import org.dcss.eventstore.fixtures.SampleEvent;

/** A store that is a library for Node: {@code benchmarks/peers/driver.mjs} uses it, on top of a server. */
final class NodePeer implements Contestant {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Server server;
    private final List<SampleEvent> events;

    /** What it stores in. */
    interface Server {
        Backend start(Path folder) throws Exception;
    }

    NodePeer(String name, Server server, List<SampleEvent> events) {
        this.name = name;
        this.server = server;
        this.events = List.copyOf(events);
    }

    @Override
    public void prepare() throws UnavailableException, IOException, InterruptedException {
        Npm.install();
    }

    @Override
    public Running start(Path folder) throws Exception {
        Path file = folder.resolve("events");
        Files.write(file, events.stream().map(SampleEvent::json).toList());
        Backend backend = server.start(folder);
        try {
            long start = System.nanoTime();
            String driver = Npm.INSTALLED.resolve("driver.mjs").toString();
            Process node = new ProcessBuilder("node", driver, name, backend.address(), file.toString())
                    .redirectError(folder.resolve("driver-errors").toFile())
                    .start();
            Driven driven = new Driven(backend, node, folder.resolve("driver-errors"));
            driven.answer();
            driven.readySeconds = backend.readySeconds() + (System.nanoTime() - start) / 1e9;
            return driven;
        } catch (IOException e) {
            Programs.stop(backend.process());
            throw e;
        }
    }

    private static final class Driven implements Running {

        private final Backend backend;
        private final Process node;
        private final Path errors;
        private final BufferedReader answers;
        private double readySeconds;

        Driven(Backend backend, Process node, Path errors) {
            this.backend = backend;
            this.node = node;
            this.errors = errors;
            this.answers = node.inputReader(StandardCharsets.UTF_8);
        }

        @Override
        public double readySeconds() {
            return readySeconds;
        }

        @Override
        public List<ProcessHandle> processes() {
            return List.of(backend.process().toHandle(), node.toHandle());
        }

        @Override
        public Load append(int connections, int batch, Duration time, int most) throws IOException {
            ClosedLoop.Done done = ask(Map.of(
                    "do", "append", "connections", connections, "size", batch, "seconds", seconds(time), "most", most));
            return new Load(done.count(), done.seconds(), done.seconds());
        }

        @Override
        public int replay(boolean gzip) throws IOException {
            return ask(Map.of("do", "replay")).count();
        }

        @Override
        public double polls(int connections, Duration time) throws IOException {
            return ask(Map.of(
                            "do",
                            "poll",
                            "connections",
                            connections,
                            "seconds",
                            seconds(time),
                            "most",
                            Integer.MAX_VALUE))
                    .perSecond();
        }

        private static double seconds(Duration time) {
            return time.toMillis() / 1e3;
        }

        private ClosedLoop.Done ask(Map<String, ?> command) throws IOException {
            node.getOutputStream().write((JSON.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
            node.getOutputStream().flush();
            return answer();
        }

        private ClosedLoop.Done answer() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the driver has ended: " + Files.readString(errors));
            }
            JsonNode answer = JSON.readTree(line);
            return new ClosedLoop.Done(
                    answer.path("count").asInt(), answer.path("seconds").asDouble());
        }

        @Override
        public void close() throws IOException {
            Programs.stop(node);
            Programs.stop(backend.process());
        }
    }
}
