package org.dcss.eventstore.benchmarks.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.message.Message;

/** How fast the consumer gets a backlog from the queue into the table, and what that costs in requests. */
public final class DrainBenchmark implements Benchmark {

    private static final String CONSUMER = "the consumer";
    private static final String BASELINE = "receive, put and delete";
    private static final String PUT = "put alone";
    private static final Duration LOCAL_SETTLE = Duration.ofSeconds(3);

    @Override
    public List<Table> run(Effort effort) throws Exception {
        List<Table> tables = new ArrayList<>();
        int few = effort.of(100, 1_000);
        try (Target target = Target.inMemory()) {
            Workload many = new Workload(effort.of(300, 6_000), target);
            tables.add(rate("A backlog, engines in memory", target, many, effort.of(1, 2), effort.of(1, 7)));
            tables.add(requests(target, new Workload(few, target)));
        }
        try (Target target = Target.onDisk()) {
            String title = "A backlog, engines on disk as in local mode";
            tables.add(rate(title, target, new Workload(few, target), effort.of(0, 1), effort.of(1, 3)));
        }
        return tables;
    }

    /** How many requests an event takes, as its slot is free, taken or too old for a consumer that waits no longer. */
    private static Table requests(Target target, Workload workload) throws Exception {
        System.err.println("Requests to DynamoDB");
        Table table = new Table(
                "Requests to DynamoDB", "events | requests/event | at most | late | events/s | sent | in the table");
        ConsumerDrain patient = new ConsumerDrain(target, Workload.SETTLE);
        ConsumerDrain impatient = new ConsumerDrain(target, LOCAL_SETTLE);
        for (Workload.Kind kind : Workload.Kind.values()) {
            List<Message> backlog = workload.of(kind);
            long before = StoredEvents.count(target);
            ConsumerDrain.Drained drained = (kind.isLate() ? impatient : patient).drain(backlog);
            table.row(
                    kind.title,
                    drained.requestsPerEvent(),
                    kind.atMost,
                    drained.late(),
                    drained.perSecond(),
                    backlog.size(),
                    StoredEvents.count(target) - before);
        }
        return table;
    }

    private static Table rate(String title, Target target, Workload workload, int warmups, int iterations)
            throws Exception {
        System.err.println(title);
        Table table = new Table(title, "by | events/s | the consumer's rate / this one");
        ConsumerDrain consumer = new ConsumerDrain(target, Workload.SETTLE);
        try (DrainBaseline baseline = new DrainBaseline(target, Workload.SETTLE.dividedBy(4))) {
            Comparison comparison = new Comparison()
                    .with(
                            CONSUMER,
                            () -> consumer.drain(workload.of(Workload.Kind.FREE))
                                    .perSecond())
                    .with(BASELINE, () -> baseline.receivePutDelete(workload.of(Workload.Kind.FREE)))
                    .with(PUT, () -> baseline.put(workload.of(Workload.Kind.FREE)));
            comparison.run(warmups, iterations);
            for (String name : List.of(CONSUMER, BASELINE, PUT)) {
                table.row(name, comparison.of(name).median(), comparison.ratio(CONSUMER, name));
            }
        }
        return table;
    }
}
