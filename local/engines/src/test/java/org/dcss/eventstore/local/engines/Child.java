package org.dcss.eventstore.local.engines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Another Java process with this class path, and what it has said, by its first word. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Map<String, List<String>> said = new HashMap<>();

    private Child(List<String> command, Path errors) throws IOException {
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** {@code before} is what runs Java, if not this process itself; the class ends when its input does. */
    static Child start(List<String> before, Path errors, Class<?> main, String... arguments) throws IOException {
        var java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return new Child(
                Stream.of(before, java, List.of(arguments))
                        .flatMap(List::stream)
                        .toList(),
                errors);
    }

    /** Listens until it says {@code word}; false if it ends without. */
    boolean hears(String word) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.endsWith(Speech.END)) {
                var words =
                        line.substring(0, line.length() - Speech.END.length()).split(" ", 2);
                said.computeIfAbsent(words[0], key -> new ArrayList<>()).add(words[1]);
                if (words[0].equals(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Listens until it has said {@code word} so many times more, or ends. */
    void hears(String word, int times) throws IOException {
        for (int i = 0; i < times && hears(word); i++) {}
    }

    /** Listens to the end. */
    void hearsOut() throws IOException {
        while (hears("")) {}
    }

    List<String> said(String word) {
        return said.getOrDefault(word, List.of());
    }

    /** What a process wrote for people. */
    static String read(Path errors) {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As kill -9 does it; what it said before can still be heard, which {@link Process}'s own way prevents. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
