package org.dcss.eventstore.benchmarks.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Day;

/** A JVM of its own, set up as Lambda's, that reads and nothing else: its memory and processor time are reading's. */
final class ReaderProcess {

    private final Map<String, String> variables;
    private final Day day;

    /** @param variables of the query function, and those that Lambda adds */
    ReaderProcess(Map<String, String> variables, Day day) {
        this.variables = variables;
        this.day = day;
    }

    /**
     * Reads in turns, first as many times as are to be forgotten.
     *
     * @return in the order of reading; empty if the heap was too small
     */
    List<Read> run(int heapMb, int warmUps, int turns, Reading... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ReaderProcess.class.getName(),
                Long.toString(day.startMillis()),
                Integer.toString(warmUps),
                Integer.toString(turns)));
        Stream.of(what).map(Enum::name).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            boolean outOfMemory = lines.stream().anyMatch(line -> line.contains("OutOfMemoryError"));
            if (process.waitFor() != 0 && !outOfMemory) {
                throw new IOException("reading failed:\n" + String.join("\n", lines));
            }
            return outOfMemory
                    ? List.of()
                    : lines.stream().filter(Read::isLine).map(Read::parse).toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process: start of the day, warm-ups, turns, what to read. */
    public static void main(String[] args) throws Exception {
        int warmUps = Integer.parseInt(args[1]);
        int turns = Integer.parseInt(args[2]);
        Reader reader = new Reader(System.getenv(), new Day(Long.parseLong(args[0])), Clock.systemUTC());
        for (int turn = -warmUps; turn < turns; turn++) {
            for (String what : Arrays.asList(args).subList(3, args.length)) {
                Read read = reader.read(Reading.valueOf(what));
                if (turn >= 0) {
                    System.out.println(read.line());
                }
            }
        }
        System.exit(0);
    }
}
