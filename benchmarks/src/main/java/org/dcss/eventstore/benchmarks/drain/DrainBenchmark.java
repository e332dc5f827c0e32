package org.dcss.eventstore.benchmarks.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.SideBySide;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Stand;

/** How fast the consumer gets a backlog from the queue into the table, and what that costs in requests. */
public final class DrainBenchmark implements Benchmark {

    private static final String CONSUMER = "the consumer";
    private static final String BARE = "receive, put and delete";
    private static final String PUT = "put alone";
    private static final List<String> NOTES = List.of(
            "The settling time is raised so that a backlog stays young enough for its own slots while it is drained;"
                    + " the requests are the same as with the 3 s of local mode. What a backlog costs that is too old is"
                    + " the row of late events, at 3 s.",
            "Puts alone do no queue work: they are the limit of the table. Receive, put and delete is the limit of a"
                    + " drain. Both get batches of 10, 4 at a time, and 16 puts at once, as the consumer does.",
            "On disk each put waits for the disk by itself, whoever sends it.",
            "Requests are counted by the SDK's clients, attempt by attempt, not by the consumer.");

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        List<Table> tables = new ArrayList<>();
        try (Stand stand = Stand.inMemory(clock)) {
            Workload workload = new Workload(effort, stand, clock);
            ConsumerDrain consumer = new ConsumerDrain(stand, Workload.SETTLE, clock);
            System.err.println("a backlog, engines in memory");
            SideBySide turns = throughput(stand, consumer, workload::many);
            turns.run(effort.of(1, 2), effort.of(1, 7));
            tables.add(table("A backlog, engines in memory", turns));
            System.err.println("requests");
            ConsumerDrain impatient = new ConsumerDrain(stand, Duration.ofSeconds(3), clock);
            tables.add(new RequestsPerEvent(stand, workload, consumer, impatient).measure());
        }
        try (Stand stand = Stand.start(clock)) {
            Workload workload = new Workload(effort, stand, clock);
            System.err.println("a backlog, engines on disk");
            ConsumerDrain consumer = new ConsumerDrain(stand, Workload.SETTLE, clock);
            SideBySide turns = throughput(stand, consumer, workload::few);
            turns.run(effort.of(0, 1), effort.of(1, 3));
            tables.add(table("A backlog, engines on disk as in local mode", turns));
        }
        return new Report("drain", tables, NOTES);
    }

    private static SideBySide throughput(Stand stand, ConsumerDrain consumer, Supplier<Backlog> backlogs) {
        BareDrain bare = new BareDrain(stand, Workload.SETTLE.dividedBy(4));
        return new SideBySide()
                .with(CONSUMER, () -> consumer.drain(backlogs.get()).perSecond())
                .with(BARE, () -> bare.receivePutDelete(backlogs.get()))
                .with(PUT, () -> bare.put(backlogs.get()));
    }

    private static Table table(String title, SideBySide turns) {
        Table table = new Table(title, "by", "events/s", "the consumer's rate / this one");
        for (String name : List.of(CONSUMER, BARE, PUT)) {
            table.row(name, turns.of(name).median(), turns.ratio(CONSUMER, name).median());
        }
        return table;
    }
}
