package org.dcss.eventstore.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One JMH benchmark method, which each measurement runs in a JVM of its own.
 *
 * @param iterations so many for warmup, and so many that count
 * @param millis that an iteration takes, or one operation if that takes longer
 */
public record Jmh(Class<?> type, String method, Map<String, String> params, int iterations, int millis) {

    /** What an operation takes: time, and memory that it allocates. */
    public record Score(double micros, double bytes) {}

    public Jmh {
        params = Map.copyOf(params);
    }

    public Score run(List<String> jvmOptions) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(type.getName() + "\\." + method + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .jvmArgsAppend(jvmOptions.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        params.forEach(options::param);
        RunResult result = new ArrayList<>(new Runner(options.build()).run()).get(0);
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
        return new Score(result.getPrimaryResult().getScore(), bytes);
    }
}
