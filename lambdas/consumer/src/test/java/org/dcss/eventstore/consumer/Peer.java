package org.dcss.eventstore.consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Another Java process with this class path that answers each line with a line, and ends when its input does. */
final class Peer implements AutoCloseable {

    private static final String ANSWER = "answer: ";

    private final Process process;
    private final Path errors;
    private final Writer input;
    private final BufferedReader output;

    private Peer(List<String> command, Path errors) throws IOException {
        this.errors = errors;
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Returns when it is ready.
     *
     * @param before runs Java
     * @param options of the JVM
     */
    static Peer start(List<String> before, Path errors, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
        List<String> program = List.of("-cp", System.getProperty("java.class.path"), main.getName());
        Peer peer = new Peer(
                Stream.of(before, java, options, program, List.of(arguments))
                        .flatMap(List::stream)
                        .toList(),
                errors);
        peer.hear();
        return peer;
    }

    /** Answers from within such a process. */
    static void answer(Object what) {
        System.out.println(ANSWER + what);
    }

    /** Says a line and returns the answer. */
    String ask(String line) throws IOException {
        say(line);
        return hear();
    }

    /** Says a line; the answer is to be heard. */
    void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** The next answer; other lines are its log's. */
    String hear() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
        }
        throw new IOException("it has ended: " + Files.readString(errors));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
