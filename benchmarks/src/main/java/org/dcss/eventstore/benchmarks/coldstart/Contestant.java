package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.SideBySide;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.rehearsal.runtime.Answer;
import org.dcss.eventstore.rehearsal.runtime.FunctionInstance;
import org.dcss.eventstore.rehearsal.runtime.RuntimeFunction;

/** Starts one function again and again; its figure is the time from the process's start to its first answer. */
final class Contestant implements SideBySide.Contender {

    /** What is asked of a function, and how its answer is checked; each request is a new one. */
    record Task(Supplier<byte[]> requests, Consumer<byte[]> check) {}

    private final RuntimeFunction function;
    private final Task task;
    /** Whether the first request waits until the function is ready, as a snapshot's does. */
    private final boolean waits;

    private final List<Start> starts = new ArrayList<>();

    Contestant(RuntimeFunction function, Task task, boolean waits) {
        this.function = function;
        this.task = task;
        this.waits = waits;
    }

    @Override
    public double measure() throws FunctionException, IOException {
        Start start = start();
        starts.add(start);
        return start.answered();
    }

    /** One start, which does not count. */
    Start start() throws FunctionException, IOException {
        try (FunctionInstance instance = function.start()) {
            if (waits) {
                instance.initialised();
            }
            Answer first = instance.invoke(task.requests().get());
            double processor = millis(instance.processorTime().orElseThrow());
            double peak = instance.peakResidentBytes().orElseThrow();
            Answer second = instance.invoke(task.requests().get());
            task.check().accept(first.payload());
            task.check().accept(second.payload());
            return new Start(
                    since(instance.started(), instance.initialised()),
                    since(instance.started(), first.at()),
                    millis(first.took()),
                    millis(second.took()),
                    processor,
                    peak);
        } catch (FunctionException | RuntimeException e) {
            throw new IOException("it printed:\n" + Files.readString(function.log()), e);
        }
    }

    Path log() {
        return function.log();
    }

    /** A figure of the last starts, as many as are asked for: earlier ones were warm-ups. */
    Samples of(ToDoubleFunction<Start> figure, int turns) {
        Samples samples = new Samples();
        starts.subList(starts.size() - turns, starts.size()).forEach(start -> samples.add(figure.applyAsDouble(start)));
        return samples;
    }

    private static double since(Instant start, Instant end) {
        return millis(Duration.between(start, end));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
