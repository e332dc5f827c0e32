package org.dcss.eventstore.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.dcss.eventstore.benchmarks.coldstart.ColdStart;
import org.dcss.eventstore.benchmarks.cost.CostBenchmark;
import org.dcss.eventstore.benchmarks.drain.DrainBenchmark;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Results;
import org.dcss.eventstore.benchmarks.read.ReadBenchmark;
import org.dcss.eventstore.benchmarks.scale.ScaleBenchmark;
import org.dcss.eventstore.benchmarks.submit.SubmitBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/run.sh}: runs one benchmark, prints its tables and keeps them as JSON. */
@Command(
        name = "benchmarks/run.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the event store. benchmarks/README.md says how to read the figures.")
public final class BenchmarkCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private Name name;

    @Option(names = "--quick", description = "Only see that it runs; the figures mean little.")
    private boolean quick;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "benchmarks/results",
            description = "Folder that takes NAME.json (benchmarks/results).")
    @SuppressWarnings("NullAway.Init")
    private Path results;

    /** The benchmarks there are. */
    enum Name {
        COLD_START("cold-start", new ColdStart()),
        SUBMIT("submit", new SubmitBenchmark()),
        DRAIN("drain", new DrainBenchmark()),
        READ("read", new ReadBenchmark()),
        SCALE("scale", new ScaleBenchmark()),
        COST("cost", new CostBenchmark());

        private final String title;

        @SuppressWarnings("ImmutableEnumChecker") // A benchmark keeps nothing between its runs.
        private final Benchmark benchmark;

        Name(String title, Benchmark benchmark) {
            this.title = title;
            this.benchmark = benchmark;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Report report = name.benchmark.run(effort);
        System.out.printf("%n## %s, on %s%n", report.name(), Results.machine());
        report.tables().forEach(table -> System.out.printf("%n%s", table));
        report.notes().forEach(note -> System.out.printf("%n%s%n", note));
        System.err.println("Kept in " + new Results(results).keep(report, effort, Instant.now()));
        return 0;
    }
}
