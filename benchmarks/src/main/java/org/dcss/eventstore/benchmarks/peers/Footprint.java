package org.dcss.eventstore.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes and all that they have started take of this machine, as Linux tells it. */
final class Footprint {

    private static final Pattern MEMORY_KB = Pattern.compile("(?m)^Pss:\\s+(\\d+)");

    /** User and system time, and those of ended children, eleven fields behind the program's name. */
    private static final Pattern TIMES = Pattern.compile("\\)(?: \\S+){11} (-?\\d+) (-?\\d+) (-?\\d+) (-?\\d+) [^)]*$");

    private static final double KB_IN_MB = 1_024;
    private static final double TICKS_IN_SECOND = 100;

    private Footprint() {}

    /** Memory, with what several share shared out among them. */
    static double megabytes(List<ProcessHandle> processes) {
        return sum(processes, "smaps_rollup", MEMORY_KB) / KB_IN_MB;
    }

    /** Processor time so far. */
    static double processorSeconds(List<ProcessHandle> processes) {
        return sum(processes, "stat", TIMES) / TICKS_IN_SECOND;
    }

    /** All numbers that are found; none, where a process has just ended. */
    private static double sum(List<ProcessHandle> processes, String file, Pattern numbers) {
        double sum = 0;
        for (ProcessHandle process : processes) {
            for (ProcessHandle one :
                    Stream.concat(Stream.of(process), process.descendants()).toList()) {
                MatchResult found =
                        numbers.matcher(read(one, file)).results().findFirst().orElse(null);
                for (int group = 1; found != null && group <= found.groupCount(); group++) {
                    sum += Double.parseDouble(found.group(group));
                }
            }
        }
        return sum;
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            return "";
        }
    }

    /** What files hold, but for PostgreSQL's log, which keeps its size and is written over. */
    static long bytes(File file) {
        File[] files = file.listFiles();
        return files == null
                ? file.length()
                : Stream.of(files)
                        .filter(each -> !each.getName().equals("pg_wal"))
                        .mapToLong(Footprint::bytes)
                        .sum();
    }
}
