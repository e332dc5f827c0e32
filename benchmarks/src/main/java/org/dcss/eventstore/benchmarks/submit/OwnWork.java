package org.dcss.eventstore.benchmarks.submit;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Events;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the handler does itself, with nothing to wait for: {@link HandlerWork} in a JVM of its own. */
final class OwnWork {

    /** As the Terraform sets it: the first compiler alone. */
    private static final List<String> DEPLOYED = List.of("-XX:TieredStopAtLevel=1");

    private OwnWork() {}

    static Table measure(Effort effort) throws RunnerException {
        Table table = new Table(
                "The handler's own work, an event of " + Events.BYTES + " bytes",
                "event",
                "compilers",
                "us/event",
                "CPU us/event",
                "KB/event",
                "events/s per core");
        add(table, "first, as deployed", DEPLOYED, effort);
        add(table, "both", List.of(), effort);
        return table;
    }

    private static void add(Table table, String compilers, List<String> jvm, Effort effort) throws RunnerException {
        for (RunResult result : run(jvm, effort)) {
            String method = result.getParams().getBenchmark();
            double micros = result.getPrimaryResult().getScore();
            double cpu = secondary(result, CpuProfiler.MICROS_PER_OPERATION);
            table.row(
                    method.endsWith("single") ? "alone" : "in a batch of " + HandlerWork.BATCH,
                    compilers,
                    micros,
                    cpu,
                    secondary(result, "gc.alloc.rate.norm") / 1000,
                    1e6 / cpu);
        }
    }

    private static Collection<RunResult> run(List<String> jvm, Effort effort) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(HandlerWork.class.getName() + ".*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(effort.of(1, 4))
                .warmupTime(time(effort))
                .measurementIterations(effort.of(1, 4))
                .measurementTime(time(effort))
                .jvmArgsAppend(jvm.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return new Runner(options).run();
    }

    private static TimeValue time(Effort effort) {
        return TimeValue.milliseconds(effort.of(200, 1_000));
    }

    private static double secondary(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), () -> "JMH did not measure " + name)
                .getScore();
    }
}
