package org.dcss.eventstore.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes and all that they have started take of this machine, as Linux tells it. */
final class Footprint {

    /** Where {@code utime} stands in {@code /proc/PID/stat} behind the program's name; stime and those of ended children follow. */
    private static final int USER_TIME = 11;

    private static final double TICKS = 100;
    private static final double KB_IN_MB = 1_024;

    private Footprint() {}

    /** Memory, with what several share shared out among them. */
    static double megabytes(List<ProcessHandle> processes) {
        return all(processes)
                .mapToDouble(process -> read(process, "smaps_rollup")
                        .lines()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToDouble(line -> Double.parseDouble(line.split("\\s+", 3)[1]) / KB_IN_MB)
                        .sum())
                .sum();
    }

    /** Processor time so far, in seconds. */
    static double processorSeconds(List<ProcessHandle> processes) {
        return all(processes)
                .mapToDouble(process -> {
                    String stat = read(process, "stat");
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ", -1);
                    double ticks = 0;
                    for (int field = USER_TIME; field < USER_TIME + 4 && field + 1 < fields.length; field++) {
                        ticks += Double.parseDouble(fields[field + 1]);
                    }
                    return ticks / TICKS;
                })
                .sum();
    }

    /** What files hold, but for PostgreSQL's log, which keeps its size and is written over. */
    static long bytes(File file) {
        File[] files = file.listFiles();
        if (files == null) {
            return file.length();
        }
        return Stream.of(files)
                .filter(each -> !each.getName().equals("pg_wal"))
                .mapToLong(Footprint::bytes)
                .sum();
    }

    private static Stream<ProcessHandle> all(List<ProcessHandle> processes) {
        return processes.stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /** Nothing, where a process has just ended. */
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            return "";
        }
    }
}
