package org.dcss.eventstore.benchmarks.submit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Jmh;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.testbed.TerraformDefaults;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.openjdk.jmh.runner.RunnerException;

/** What it costs to acknowledge an event: in the handler alone, and by HTTP. */
public final class SubmitBenchmark implements Benchmark {

    @Override
    public List<Table> run(Effort effort) throws Exception {
        Table work = ownWork(effort);
        try (TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
                LocalEventStore store = LocalEventStore.start(
                        LocalOptions.in(folder.path(), 0).withKeys(Map.of(Target.KEY, Target.SRC)),
                        Clock.systemUTC())) {
            return List.of(work, new AcknowledgementRate(store).measure(effort));
        }
    }

    private static Table ownWork(Effort effort) throws Exception {
        Table table = new Table(
                "The handler's own work, an event of " + Events.BYTES + " bytes",
                "event | compilers | us/event | KB/event");
        List<String> deployed = TerraformDefaults.read().jvmOptions();
        add(table, "alone", "single", "first, as deployed", deployed, effort);
        add(table, "in a batch of " + HandlerWork.BATCH, "inBatch", "first, as deployed", deployed, effort);
        add(table, "alone", "single", "both", List.of(), effort);
        add(table, "in a batch of " + HandlerWork.BATCH, "inBatch", "both", List.of(), effort);
        return table;
    }

    private static void add(
            Table table, String event, String method, String compilers, List<String> jvmOptions, Effort effort)
            throws RunnerException {
        System.err.println("  the handler's own work, " + event + ", " + compilers);
        Jmh.Score score =
                new Jmh(HandlerWork.class, method, Map.of(), effort.of(1, 4), effort.of(200, 1_000)).run(jvmOptions);
        table.row(event, compilers, score.micros(), score.bytes() / 1000);
    }
}
