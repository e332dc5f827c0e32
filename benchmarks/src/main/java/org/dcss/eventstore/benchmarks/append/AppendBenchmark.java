package org.dcss.eventstore.benchmarks.append;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.local.administration.CreateTables;

/** An append of 300 bytes by the handler; the baseline is the conditional put that decides its version. */
public final class AppendBenchmark implements Benchmark {

    private static final String BARE = "a bare conditional put";
    private static final List<String> NOTES = List.of(
            "All in one process and in turns, over engines on disk. The handler's time is from the request's bytes to"
                + " the answer's. Calls and units are counted in a second pass, through a meter; the key is cached. A"
                + " stream's version costs a write unit in the table and one in the index of what is pending, and both"
                + " again once it is sent.");

    /** Something that is done once. */
    private interface Step {
        void run() throws Exception;
    }

    @Override
    public Report run(Effort effort) throws Exception {
        try (Target target = Target.onDisk(Clock.systemUTC())) {
            CreateTables.streams(target.engines().dynamoDbClient(), AppendWork.STREAMS);
            URI tables = target.engines().dynamoDb().endpoint();
            URI queues = target.engines().sqs().endpoint();
            Table table = new Table(
                    "An append, median of " + effort.of(3, 40) + " times " + effort.of(2, 20),
                    "what | ms | of a bare put | calls | write units | read units | queue requests");
            try (AppendWork direct = new AppendWork(target, tables, queues);
                    Meter before = Meter.before(tables, Optional.empty());
                    Meter beforeQueue = Meter.before(queues, Optional.empty());
                    AppendWork metered = new AppendWork(target, before.uri(), beforeQueue.uri())) {
                Comparison comparison = new Comparison();
                steps(direct).forEach((what, step) -> comparison.with(what, () -> millis(step, effort.of(2, 20))));
                comparison.run(effort.of(1, 10), effort.of(3, 40));
                for (Map.Entry<String, Step> step : steps(metered).entrySet()) {
                    Meter.Count count = count(step.getValue(), before, beforeQueue);
                    table.row(
                            step.getKey(),
                            comparison.of(step.getKey()).median(),
                            comparison.ratio(step.getKey(), BARE),
                            count.calls(),
                            count.writeUnits(),
                            count.readUnits(),
                            count.queueRequests());
                }
            }
            return new Report(List.of(table), NOTES);
        }
    }

    private static Map<String, Step> steps(AppendWork work) {
        AtomicLong version = new AtomicLong();
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put(BARE, work::put);
        steps.put("an append", work::append);
        steps.put("an append as the expected version", () -> work.appendExpected(version.incrementAndGet()));
        steps.put("an append with an id", work::appendWithId);
        return steps;
    }

    /** On the average. */
    private static double millis(Step step, int times) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / 1e6 / times;
    }

    /** What a run takes after two others: in the first the function looks up the key, and notes its use meanwhile. */
    private static Meter.Count count(Step step, Meter tables, Meter queues) throws Exception {
        step.run();
        step.run();
        Meter.Count unused = tables.take().plus(queues.take());
        step.run();
        return tables.take().plus(queues.take());
    }
}
