package org.dcss.eventstore.benchmarks.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Jmh;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.Day;
import org.openjdk.jmh.runner.RunnerException;

/** A JVM of its own, set up as Lambda's, that reads and nothing else: its memory and processor time are reading's. */
final class ReadProcess {

    private static final int[] HEAPS_MB = {16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256, 512};

    private final Target target;
    private final Day day;
    private final Effort effort;

    ReadProcess(Target target, Day day, Effort effort) {
        this.target = target;
        this.day = day;
        this.effort = effort;
    }

    /** Milliseconds that reading takes; empty if the heap is too small. */
    OptionalDouble run(Reading reading, int heapMb) throws Exception {
        return run(reading, heapMb, effort.of(1, 3));
    }

    private OptionalDouble run(Reading reading, int heapMb, int iterations) throws Exception {
        Path outOfMemory = target.folder().resolve("out-of-memory");
        List<String> options = new ArrayList<>(target.defaults().jvmOptions());
        options.addAll(List.of(
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:OnOutOfMemoryError=touch " + outOfMemory,
                "-XX:+ExitOnOutOfMemoryError"));
        Map<String, String> params = Map.of(
                "reading", reading.name(),
                "endpoint", target.engines().dynamoDb().endpoint().toString(),
                "day", Long.toString(day.startMillis()));
        try {
            Jmh jmh = new Jmh(ReadWork.class, "read", params, iterations, effort.of(200, 1_000));
            return OptionalDouble.of(jmh.run(options).micros() / 1000);
        } catch (RunnerException e) {
            if (Files.deleteIfExists(outOfMemory)) {
                return OptionalDouble.empty();
            }
            throw e;
        }
    }

    /** The smallest of some sizes in which it can be read twice. */
    int smallestHeapMb(Reading reading) throws Exception {
        int enough = HEAPS_MB.length - 1;
        int tooSmall = -1;
        while (enough - tooSmall > 1) {
            int middle = (enough + tooSmall) / 2;
            if (run(reading, HEAPS_MB[middle], 1).isEmpty()) {
                tooSmall = middle;
            } else {
                enough = middle;
            }
        }
        return HEAPS_MB[enough];
    }
}
