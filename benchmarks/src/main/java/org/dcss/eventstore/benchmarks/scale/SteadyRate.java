package org.dcss.eventstore.benchmarks.scale;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;
import org.dcss.eventstore.tools.load.Load;
import org.dcss.eventstore.tools.load.Report;
import org.dcss.eventstore.tools.load.Schedule;

/** Offers local mode a rising rate of events until it no longer holds it. */
final class SteadyRate {

    static final int ACKNOWLEDGED_WITHIN_MILLIS = 100;

    /** Beyond settle: what a reader that asks twenty times a second may notice at the most. */
    static final int SEEN_WITHIN_MILLIS = 1_000;

    /** Towards the limit that every event needs a millisecond of its own. */
    private static final List<Integer> RATES = List.of(100, 200, 400, 600, 800, 900, 950);

    private static final List<Integer> QUICK_RATES = List.of(20);
    /** The first may have had bad luck. */
    private static final int FAILURES = 2;
    /** Enough that at these rates always one is free, unless the server stalls. */
    private static final int CLIENTS = 48;

    private final Effort effort;
    private final Clock clock;
    private final Table table = new Table(
            "Local mode under a steady rate",
            "offered/s | acknowledged | ack p50 ms | ack p99 ms | read | lost | doubled | seen p50 ms | seen p99 ms"
                    + " | late puts | held");

    SteadyRate(Effort effort, Clock clock) {
        this.effort = effort;
        this.clock = clock;
    }

    /** Starts afresh for each rate, so that none suffers from what the one before left behind. */
    Table measure() throws Exception {
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

    private boolean holds(int rate) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark")) {
            LocalOptions options = LocalOptions.in(folder.path(), 0).withKeys(Map.of(Target.KEY, Target.SRC));
            try (LocalEventStore store = LocalEventStore.start(options, clock)) {
                // All of it is read back, so that nothing is left undone that would burden what is measured.
                load(store, rate, effort.of(300, 2_000));
                return judge(
                        rate,
                        load(store, rate, effort.of(1_000, 6_000)),
                        store.counters().sum("LatePuts"),
                        options.settle());
            }
        }
    }

    private Report load(LocalEventStore store, int rate, int millis) throws Exception {
        Schedule schedule = new Schedule(rate, Duration.ofMillis(millis), Duration.ZERO);
        Messages messages = new Messages(new PrintWriter(System.err, true, StandardCharsets.UTF_8), Timing.system());
        return new Load(
                        new StoreClient(store.uri()),
                        new Key(Target.KEY),
                        Target.SRC.name(),
                        schedule,
                        CLIENTS,
                        clock.millis())
                .run("", clock.millis(), messages);
    }

    private boolean judge(int rate, Report done, long latePuts, Duration settle) {
        boolean held = done.audit().acknowledged() == done.planned()
                && done.acknowledged().at(99) < ACKNOWLEDGED_WITHIN_MILLIS
                && done.audit().isKept()
                && done.visible().at(99) <= settle.toMillis() + SEEN_WITHIN_MILLIS
                && latePuts == 0;
        table.row(
                rate,
                done.audit().acknowledged(),
                done.acknowledged().at(50),
                done.acknowledged().at(99),
                done.audit().read(),
                done.audit().lost(),
                done.audit().doubled(),
                done.visible().at(50),
                done.visible().at(99),
                latePuts,
                held ? "yes" : "no");
        return held;
    }
}
