package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.benchmarks.load.Load;
import org.dcss.eventstore.benchmarks.load.Submitter;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;

/** Offers local mode a rising rate of events until it no longer holds it. */
final class SteadyRate {

    static final int ACKNOWLEDGED_WITHIN_MILLIS = 100;

    /** Beyond settle: what a reader that asks ten times a second may notice at the most. */
    static final int SEEN_WITHIN_MILLIS = 1_000;

    /** Towards the limit that every event needs a millisecond of its own. */
    private static final List<Integer> RATES = List.of(100, 200, 400, 600, 800, 900, 950);

    private static final List<Integer> QUICK_RATES = List.of(20);
    private static final int WARMUP_RATE = 100;
    /** The first may have had bad luck. */
    private static final int FAILURES = 2;
    /** Enough that at these rates always one is free, unless the server stalls. */
    private static final int CONNECTIONS = 48;

    private final Effort effort;
    private final Clock clock;
    private final Table table = new Table(
            "Local mode under a steady rate",
            "offered/s | acknowledged/s | ack p50 ms | ack p99 ms | acknowledged | seen once"
                    + " | seen after p50 ms | seen after p99 ms | late puts | held");

    SteadyRate(Effort effort, Clock clock) {
        this.effort = effort;
        this.clock = clock;
    }

    /** Starts afresh for each rate, so that none suffers from what the one before left behind. */
    Table measure() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
                LocalEventStore store = LocalEventStore.start(options(folder), clock)) {
            warmUp(store, WARMUP_RATE, effort.of(300, 4_000));
        }
        int failures = 0;
        for (int rate : effort == Effort.QUICK ? QUICK_RATES : RATES) {
            System.err.printf("  %d events/s%n", rate);
            failures += holds(rate) ? 0 : 1;
            if (failures == FAILURES) {
                break;
            }
        }
        return table;
    }

    private static LocalOptions options(TemporaryFolder folder) {
        return LocalOptions.in(folder.path(), 0).withKeys(Map.of(Target.KEY, Target.SRC));
    }

    /** Leaves nothing undone that would burden what is measured next. */
    private void warmUp(LocalEventStore store, int rate, int millis) throws Exception {
        try (FeedReader reader = FeedReader.follow(store.uri(), clock)) {
            Submitter submitter = new Submitter(store.uri());
            Load.open(rate, Duration.ofMillis(millis)).run(CONNECTIONS, submitter::connect);
            reader.awaitAll(submitter.acknowledged());
        }
    }

    private boolean holds(int rate) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
                LocalEventStore store = LocalEventStore.start(options(folder), clock)) {
            warmUp(store, rate, effort.of(300, 1_500));
            try (FeedReader reader = FeedReader.follow(store.uri(), clock)) {
                Submitter submitter = new Submitter(store.uri());
                Load.Done done = Load.open(rate, Duration.ofMillis(effort.of(1_000, 6_000)))
                        .run(CONNECTIONS, submitter::connect);
                reader.awaitAll(submitter.acknowledged());
                Duration settle = options(folder).settle();
                return judge(
                        rate,
                        done,
                        submitter.acknowledged(),
                        reader,
                        store.counters().sum("LatePuts"),
                        settle);
            }
        }
    }

    private boolean judge(
            int rate, Load.Done done, List<String> acknowledged, FeedReader reader, long latePuts, Duration settle) {
        long offered = done.nanos().getTotalCount();
        int seen = reader.seenOnce(acknowledged);
        boolean held = acknowledged.size() == offered
                && done.millis(99) < ACKNOWLEDGED_WITHIN_MILLIS
                && seen == offered
                && reader.millis(99) <= settle.toMillis() + SEEN_WITHIN_MILLIS
                && latePuts == 0;
        table.row(
                rate,
                acknowledged.size() / done.seconds(),
                done.millis(50),
                done.millis(99),
                acknowledged.size(),
                seen,
                reader.millis(50),
                reader.millis(99),
                latePuts,
                held ? "yes" : "no");
        return held;
    }
}
