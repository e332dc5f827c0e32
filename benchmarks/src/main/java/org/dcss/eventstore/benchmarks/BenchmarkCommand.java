package org.dcss.eventstore.benchmarks;

import java.util.concurrent.Callable;
import org.dcss.eventstore.benchmarks.append.AppendBenchmark;
import org.dcss.eventstore.benchmarks.coldstart.ColdStartBenchmark;
import org.dcss.eventstore.benchmarks.cost.CostBenchmark;
import org.dcss.eventstore.benchmarks.drain.DrainBenchmark;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.peers.PeersCommand;
import org.dcss.eventstore.benchmarks.read.FilesBenchmark;
import org.dcss.eventstore.benchmarks.read.ReadBenchmark;
import org.dcss.eventstore.benchmarks.scale.ScaleBenchmark;
import org.dcss.eventstore.benchmarks.submit.SubmitBenchmark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run.sh}: runs one benchmark and prints its report. */
@Command(
        name = "benchmarks/run.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the event store. benchmarks/README.md says how to read the figures.")
public final class BenchmarkCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable Name name;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "Only see that it runs; the figures mean little.")
    private boolean quick;

    /** The benchmarks there are. */
    enum Name {
        COLD_START("cold-start", new ColdStartBenchmark()),
        SUBMIT("submit", new SubmitBenchmark()),
        APPEND("append", new AppendBenchmark()),
        DRAIN("drain", new DrainBenchmark()),
        READ("read", new ReadBenchmark()),
        FILES("files", new FilesBenchmark()),
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
        CommandLine line = new CommandLine(new BenchmarkCommand());
        line.addSubcommand(new PeersCommand());
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            throw new ParameterException(spec.commandLine(), "Which benchmark?");
        }
        name.benchmark.run(quick ? Effort.QUICK : Effort.FULL).print(name.toString());
        return 0;
    }
}
