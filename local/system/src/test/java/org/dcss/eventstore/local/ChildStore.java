package org.dcss.eventstore.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;

/** Local mode in a process of its own, which can be killed and started again in the same folder and on the same port. */
final class ChildStore implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final Path folder;
    private final Path output;
    private final SourceKey key;
    private final Duration settle;
    private final List<String> options;
    private final String classPath;
    private final int port;
    private Process process;

    /** Starts the process; it need not be ready yet. */
    ChildStore(Path folder, Path output, SourceKey key, Duration settle) throws IOException {
        this(folder, output, key, settle, List.of());
    }

    /** Starts the process with more of local mode's options. */
    ChildStore(Path folder, Path output, SourceKey key, Duration settle, List<String> options) throws IOException {
        this(folder, output, key, settle, options, System.getProperty("java.class.path"));
    }

    /** Starts the process of another build of this project. */
    ChildStore(Path folder, Path output, SourceKey key, Duration settle, List<String> options, String classPath)
            throws IOException {
        this.folder = folder;
        this.output = output;
        this.key = key;
        this.settle = settle;
        this.options = List.copyOf(options);
        this.classPath = classPath;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder process = java(output, List.of("-Xmx512m"), folder, key, settle, port);
        process.command().set(process.command().indexOf("-cp") + 1, classPath);
        process.command().addAll(options);
        return process.start();
    }

    /** With the options that {@code ./run.sh local} gives its JVM, and more; without C2, it starts in half the CPU time. */
    static ProcessBuilder java(Path output, List<String> more, Path folder, SourceKey key, Duration settle, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("..", "jvm.options").toAbsolutePath());
        command.addAll(more);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalCommand.class.getName(),
                "--port",
                Integer.toString(port),
                "--data",
                folder.toString(),
                "--key",
                key.key() + "=" + key.src(),
                "--settle-ms",
                Long.toString(settle.toMillis())));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }

    URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
    }

    void awaitReady() throws IOException, InterruptedException {
        ApiClient client = new ApiClient(uri(), List.of(key));
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                if (client.get("/health").status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("local mode did not get ready: " + Files.readString(output));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Ends the process at once, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException, InterruptedException {
        process = launch();
        awaitReady();
    }

    /** Asks the process to end, as {@code kill} does; returns its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
