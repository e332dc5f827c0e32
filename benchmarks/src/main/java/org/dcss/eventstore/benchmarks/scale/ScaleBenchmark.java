package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;

/** Whether an event costs more when there are more events and sources, and which rate this machine holds. */
public final class ScaleBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "The table is filled with 26,500 events a day, as DCSS has today, by BatchWriteItem, in memory. Bytes are"
                    + " those of requests to DynamoDB and of its answers; times are medians.",
            "The rate is offered by `dcss-events load`, whether or not the answers keep up; both times count from when an"
                    + " event was due.",
            "A rate is held if every event is acknowledged, with p99 under " + SteadyRate.ACKNOWLEDGED_WITHIN_MILLIS
                    + " ms, and read in the feed once, 99 % of them within settle (3 s) and "
                    + SteadyRate.SEEN_WITHIN_MILLIS + " ms, and no put was late.");

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        List<Table> tables = new ArrayList<>();
        System.err.println("cost per event");
        try (Target target = Target.inMemory(clock)) {
            tables.addAll(new CostPerEvent(effort, target, clock).measure());
        }
        System.err.println("steady rate");
        tables.add(new SteadyRate(effort, clock).measure());
        return new Report(tables, NOTES);
    }
}
