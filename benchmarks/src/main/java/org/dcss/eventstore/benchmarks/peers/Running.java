package org.dcss.eventstore.benchmarks.peers;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** An event store that runs: the processes that a user of it must run, and what is asked of it. */
abstract class Running implements Closeable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path output;
    private final List<Process> processes = new ArrayList<>();
    private double readySeconds;

    /** @param folder holds what its processes say, and in {@code data} what they store */
    Running(Path folder) {
        output = folder.resolve("output");
    }

    /** What was acknowledged in how many seconds, and in how many it was stored, both from the first request on. */
    record Load(int events, double acknowledged, double stored) {}

    /** Appends over so many connections, each as fast as it is answered, until the time is over or so much is acknowledged. */
    abstract Load append(int connections, int batch, Duration time, int most) throws Exception;

    /** Reads all there is, in order, by one reader; returns how many events. */
    abstract int replay(boolean gzip) throws Exception;

    /** Asks for what is new where nothing is, over so many connections; returns how often a second. */
    abstract double polls(int connections, Duration time) throws Exception;

    /** Whether a reader may ask for gzip. */
    boolean compresses() {
        return false;
    }

    /** From the start of its processes until they answered. */
    final double readySeconds() {
        return readySeconds;
    }

    final List<ProcessHandle> processes() {
        return processes.stream().map(Process::toHandle).toList();
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Runs a program to its end. */
    final void run(List<String> command) throws IOException, InterruptedException {
        if (builder(command).start().waitFor() != 0) {
            throw failure("");
        }
    }

    /** With all that it says in the folder. */
    final ProcessBuilder builder(List<String> command) {
        ProcessBuilder.Redirect said = ProcessBuilder.Redirect.appendTo(output.toFile());
        return new ProcessBuilder(command).redirectOutput(said).redirectError(said);
    }

    /** Starts one of its processes, and asks until there is an answer: an exception is none yet. */
    final Process start(ProcessBuilder builder, Callable<?> question) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = builder.start();
        processes.add(process);
        while (!answers(question)) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw failure("it did not get ready: ");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        readySeconds += (System.nanoTime() - start) / 1e9;
        return process;
    }

    private static boolean answers(Callable<?> question) {
        try {
            question.call();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /** Ends its processes; with the last of what they have said. */
    final IOException failure(String what) throws IOException {
        close();
        String said = Files.readString(output).strip();
        return new IOException(what + said.substring(Math.max(0, said.length() - 1_000)));
    }

    /** Asks its processes to end, the last one first, and waits until they have, so that all is on disk. */
    @Override
    public final void close() throws IOException {
        try {
            for (int i = processes.size() - 1; i >= 0; i--) {
                Process process = processes.get(i);
                process.destroy();
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("it did not end");
                }
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted while it ended", e);
        }
    }
}
