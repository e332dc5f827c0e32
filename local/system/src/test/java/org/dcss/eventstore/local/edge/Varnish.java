package org.dcss.eventstore.local.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Varnish before a store, set up as CloudFront is by {@code modules/edge}. */
final class Varnish implements AutoCloseable {

    private static final int CHECKS = 300;

    private final Process process;
    private final Path folder;
    private final int port;

    private Varnish(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"), new String[] {"/usr/sbin"})
                .flatMap(Stream::of)
                .anyMatch(place -> Files.isExecutable(Path.of(place, "varnishd")));
    }

    /**
     * Starts one on loopback.
     *
     * @param folder for its files; its output is in {@code varnish.log} there
     */
    static Varnish before(URI store, Path folder) throws IOException, InterruptedException {
        Path vcl = folder.resolve("edge.vcl");
        try (InputStream text = Objects.requireNonNull(Varnish.class.getResourceAsStream("/edge.vcl"))) {
            Files.writeString(
                    vcl,
                    new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("\"PORT\"", "\"" + store.getPort() + "\""));
        }
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                        "varnishd",
                        "-F",
                        "-j",
                        "none",
                        "-a",
                        "127.0.0.1:" + port,
                        "-f",
                        vcl.toString(),
                        "-n",
                        folder.resolve("work").toString(),
                        "-s",
                        "malloc,64m",
                        "-p",
                        "thread_pool_min=20")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("varnish.log").toFile());
        command.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        Varnish varnish = new Varnish(command.start(), folder, port);
        varnish.awaitReady();
        return varnish;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < CHECKS && process.isAlive(); i++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (connected.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException("Varnish did not start: " + Files.readString(folder.resolve("varnish.log")));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How many requests it has sent to the store. */
    long requestsToStore() throws IOException, InterruptedException {
        Process statistics = new ProcessBuilder(
                        "varnishstat", "-1", "-n", folder.resolve("work").toString(), "-f", "MAIN.backend_req")
                .start();
        List<String> words =
                List.of(new String(statistics.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" +"));
        statistics.waitFor();
        return Long.parseLong(words.get(1));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
