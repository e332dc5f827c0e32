package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.workload.Invocation;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.runtime.Answer;
import org.dcss.eventstore.local.runtime.FunctionInstance;
import org.dcss.eventstore.local.runtime.RuntimeFunction;

/** Starts one function again and again; its figure is the time from the process's start to its first answer. */
final class ColdStarts implements Comparison.Measurement {

    /**
     * One start, in milliseconds and bytes.
     *
     * @param first from handing the first request over until its answer
     * @param second the same of the second request
     * @param processor what the process had taken of processors at its first answer
     * @param peakBytes the most memory that it had occupied at its first answer
     */
    record Start(double first, double second, double processor, double peakBytes) {}

    private final RuntimeFunction function;
    private final Invocation invocation;
    private final boolean waits;
    private final List<Start> starts = new ArrayList<>();

    /** @param waits whether the first request waits until the function is ready, as a snapshot's does */
    ColdStarts(RuntimeFunction function, Invocation invocation, boolean waits) {
        this.function = function;
        this.invocation = invocation;
        this.waits = waits;
    }

    @Override
    public double measure() throws FunctionException, IOException {
        try (FunctionInstance instance = function.start()) {
            if (waits) {
                instance.initialised();
            }
            Answer first = instance.invoke(invocation.requests().get());
            double processor = millis(instance.processorTime().orElseThrow());
            double peak = instance.peakResidentBytes().orElseThrow();
            Answer second = instance.invoke(invocation.requests().get());
            invocation.check().accept(first.payload());
            invocation.check().accept(second.payload());
            double answered = millis(Duration.between(instance.started(), first.at()));
            starts.add(new Start(millis(first.took()), millis(second.took()), processor, peak));
            return answered;
        } catch (FunctionException | RuntimeException e) {
            throw new IOException("it printed:\n" + Files.readString(function.log()), e);
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** The median of a figure over the last starts, as many as are asked for: earlier ones were for warmup. */
    double median(ToDoubleFunction<Start> figure, int iterations) {
        Samples samples = new Samples();
        starts.subList(starts.size() - iterations, starts.size())
                .forEach(start -> samples.add(figure.applyAsDouble(start)));
        return samples.median();
    }
}
