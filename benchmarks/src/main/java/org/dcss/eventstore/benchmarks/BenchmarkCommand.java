package org.dcss.eventstore.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.dcss.eventstore.benchmarks.append.AppendBenchmark;
import org.dcss.eventstore.benchmarks.coldstart.ColdStartBenchmark;
import org.dcss.eventstore.benchmarks.cost.CostBenchmark;
import org.dcss.eventstore.benchmarks.drain.DrainBenchmark;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.peers.PeersCommand;
import org.dcss.eventstore.benchmarks.read.FilesBenchmark;
import org.dcss.eventstore.benchmarks.read.ReadBenchmark;
import org.dcss.eventstore.benchmarks.scale.ScaleBenchmark;
import org.dcss.eventstore.benchmarks.submit.SubmitBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run.sh}: runs one benchmark and prints its report. */
@Command(
        name = "benchmarks/run.sh",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        description = "Measures the event store. benchmarks/README.md says how to read the figures.")
public final class BenchmarkCommand {

    /** A benchmark by its name. */
    @Command(mixinStandardHelpOptions = true)
    private static final class One implements Callable<Integer> {

        private final Benchmark benchmark;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--quick", description = "Only see that it runs; the figures mean little.")
        private boolean quick;

        One(Benchmark benchmark) {
            this.benchmark = benchmark;
        }

        @Override
        public Integer call() throws Exception {
            List<Table> tables = benchmark.run(quick ? Effort.QUICK : Effort.FULL);
            new Report(tables, List.of()).print(spec.name());
            return 0;
        }
    }

    private BenchmarkCommand() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarkCommand())
                .addSubcommand("submit", new One(new SubmitBenchmark()))
                .addSubcommand("append", new One(new AppendBenchmark()))
                .addSubcommand("drain", new One(new DrainBenchmark()))
                .addSubcommand("read", new One(new ReadBenchmark()))
                .addSubcommand("files", new One(new FilesBenchmark()))
                .addSubcommand("scale", new One(new ScaleBenchmark()))
                .addSubcommand("cold-start", new One(new ColdStartBenchmark()))
                .addSubcommand("cost", new One(new CostBenchmark()))
                .addSubcommand(new PeersCommand())
                .execute(args));
    }
}
