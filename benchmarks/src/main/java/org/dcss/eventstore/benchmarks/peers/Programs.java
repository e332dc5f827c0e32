package org.dcss.eventstore.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Starts and ends the programs of this machine. What they say stays in files, and is told where one fails. */
final class Programs {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Programs() {}

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Runs to its end. */
    static void run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("dcss-benchmark", ".output");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            if (builder.start().waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** Starts it, with its output in the folder. */
    static Process start(List<String> command, Path folder) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
    }

    /** Asks until it is ready; an exception is no answer yet. */
    static void await(Process process, Path folder, Callable<Boolean> ready) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(ready)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("it did not get ready: " + Files.readString(folder.resolve("output")));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static boolean isReady(Callable<Boolean> ready) {
        try {
            return ready.call();
        } catch (Exception e) {
            return false;
        }
    }

    /** Asks it to end, and waits until it has. */
    static void stop(Process process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("it did not end", e);
        }
    }
}
