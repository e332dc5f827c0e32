package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Stand;

/** Whether an event costs more when there are more events and sources, and which rate this machine holds. */
public final class ScaleBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "The table is filled with 26,500 events a day, as DCSS has today, by BatchWriteItem, in memory. Bytes are"
                    + " those of requests to DynamoDB and of its answers; times are medians.",
            "The rate is offered whether or not the answers keep up, with exponential gaps, and the time to the"
                    + " acknowledgement counts from when a request was due. A reader follows the feed meanwhile.",
            "A rate is held if every event is acknowledged, with p99 under " + SustainedRate.ACKNOWLEDGED_WITHIN_MILLIS
                    + " ms, and seen in the feed once, 99 % of them within settle (3 s) and "
                    + SustainedRate.SEEN_WITHIN_MILLIS + " ms after they were accepted, and no put was late.");

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        List<Table> tables = new ArrayList<>();
        System.err.println("cost per event");
        try (Stand stand = Stand.inMemory(clock)) {
            tables.addAll(new CostPerEvent(effort, stand, clock).measure());
        }
        System.err.println("sustained rate");
        tables.add(new SustainedRate(effort, clock).measure());
        return new Report("scale", tables, NOTES);
    }
}
