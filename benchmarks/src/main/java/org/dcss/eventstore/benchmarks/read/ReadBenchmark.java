package org.dcss.eventstore.benchmarks.read;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.deployment.Stage;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.local.engines.Clients;

/** A whole day and a page of the feed, beside the Query calls that bring the same items. */
public final class ReadBenchmark implements Benchmark {

    /** 23,000 milestones and 3,500 games. */
    private static final int EVENTS = 26_500;

    /** As Lambda sets the heap. */
    private static final double HEAP_OF_MEMORY = 0.85;

    private static final int[] HEAPS_MB = {16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256, 512};

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Stage stage = Stage.start(clock)) {
            int events = effort.of(3_000, EVENTS);
            Day day = StoredDay.store(stage, events, clock);
            System.err.printf("  stored %d events%n", events);
            ReaderProcess process = new ReaderProcess(variables(stage), day);
            int heap = (int) (stage.defaults().memoryMb(Role.QUERY) * HEAP_OF_MEMORY);
            int turns = effort.of(2, 15);
            List<Read> reads = process.run(heap, effort.of(2, 5), turns, Reading.values());
            for (Read read : reads) {
                if (read.events() != (read.what().isDay() ? events : Math.min(events, 1000))) {
                    throw new IllegalStateException("not all was read: " + read);
                }
            }
            return new Report(
                    "read",
                    List.of(times(reads, events, turns), heaps(process, effort)),
                    List.of(
                            "Times of the handler end with its answer in memory, encoded as Lambda takes it; of Query, with the last "
                                    + "item unmarshalled. Both in one process with the deployed JVM options, whose processor time is all its threads'.",
                            "The query function has one processor (1769 MB): there its time is rather the processor's than the "
                                    + "clock's here, where reading ahead and compressing run side by side."));
        }
    }

    private static Map<String, String> variables(Stage stage) {
        Map<String, String> variables = new HashMap<>(stage.variables(Role.QUERY));
        variables.put("AWS_REGION", Clients.REGION.id());
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", stage.dynamoDb().toString());
        return variables;
    }

    private static Table times(List<Read> reads, int events, int turns) {
        Table table = new Table(
                "Reading a day of " + events + " events, and a feed page of it, median of " + turns,
                "what",
                "ms",
                "of Query",
                "processor, ms",
                "of Query",
                "calls",
                "events",
                "bytes sent");
        for (Reading what : Reading.values()) {
            List<Read> mine = of(what, reads);
            List<Read> raw = of(what.raw(), reads);
            Samples millis = new Samples();
            Samples processor = new Samples();
            Samples ratio = new Samples();
            Samples processorRatio = new Samples();
            for (int turn = 0; turn < turns; turn++) {
                Read read = mine.get(turn);
                Read floor = raw.get(turn);
                millis.add(read.millis());
                processor.add(read.processor());
                ratio.add(read.millis() / floor.millis());
                processorRatio.add(read.processor() / floor.processor());
            }
            Read last = mine.get(turns - 1);
            table.row(
                    what.title(),
                    millis.median(),
                    ratio.median(),
                    processor.median(),
                    processorRatio.median(),
                    last.calls(),
                    last.events(),
                    last.bytes());
        }
        return table;
    }

    private static List<Read> of(Reading what, List<Read> reads) {
        return reads.stream().filter(read -> read.what() == what).toList();
    }

    private static Table heaps(ReaderProcess process, Effort effort) throws IOException, InterruptedException {
        Table table = new Table("The smallest heap that is enough", "what", "heap, MB");
        for (Reading what : effort == Effort.QUICK ? new Reading[] {Reading.DAY_GZIP} : Reading.values()) {
            System.err.println("  heap of " + what.title());
            table.row(what.title(), smallest(process, what));
        }
        return table;
    }

    private static int smallest(ReaderProcess process, Reading what) throws IOException, InterruptedException {
        int enough = HEAPS_MB.length - 1;
        int tooSmall = -1;
        while (enough - tooSmall > 1) {
            int middle = (enough + tooSmall) / 2;
            if (process.run(HEAPS_MB[middle], 0, 2, what).isEmpty()) {
                tooSmall = middle;
            } else {
                enough = middle;
            }
        }
        return HEAPS_MB[enough];
    }
}
