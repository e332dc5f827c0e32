package org.dcss.eventstore.benchmarks.cost;

import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;

/** Stub. */
public final class CostBenchmark implements Benchmark {
    @Override
    public Report run(Effort effort) {
        return new Report("cost", List.of(), List.of());
    }
}
