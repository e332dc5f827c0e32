package org.dcss.eventstore.benchmarks.scale;

import java.time.Duration;
import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;

/** What it costs to store one event, and to read one, while the table grows by past days and the sources become more. */
public final class ScaleBenchmark implements Benchmark {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> QUICK_SIZES = List.of(100, 1_000);
    private static final List<Integer> SOURCES = List.of(1, 10, 200);
    /** For the whole growth, all in all. */
    private static final Duration GROWTH = Duration.ofMinutes(4);

    @Override
    public List<Table> run(Effort effort) throws Exception {
        Table writes = new Table(
                "To store an event, in batches of " + GrowingStore.BATCH,
                "events in the table | sources | requests/event | bytes/event | ms/event");
        Table reads = new Table(
                "To read an event, in pages of " + GrowingStore.PAGE,
                "events in the table | requests/page | events/page | bytes/event | ms/page | us/event");
        try (Target target = Target.inMemory()) {
            GrowingStore store = new GrowingStore(target);
            store.growTo(effort.of(10, 1_000), Long.MAX_VALUE);
            for (int i = 0; i < effort.of(5, 100); i++) {
                store.storeMillis(1);
                store.readMillis();
            }
            long until = System.nanoTime() + GROWTH.toNanos();
            for (int wanted : effort == Effort.QUICK ? QUICK_SIZES : SIZES) {
                System.err.printf("  %,d events%n", wanted);
                store.growTo(wanted, until);
                for (int sources : SOURCES) {
                    store.measureWrites(sources, effort.of(4, 60), writes);
                }
                store.measureReads(effort.of(3, 40), reads);
                if (store.size() < wanted) {
                    System.err.println("  stopped: the table does not grow faster on this machine");
                    break;
                }
            }
        }
        return List.of(writes, reads);
    }
}
