package org.dcss.eventstore.benchmarks.submit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The handler's own work, from the bytes of a request to those of its answer: one operation is one event. */
@State(Scope.Benchmark)
public class HandlerWork {

    static final int BATCH = 500;
    private static final int DIFFERENT = 64;

    private List<byte[]> singles = List.of();
    private byte[] batch = {};
    private OutputStream out = OutputStream.nullOutputStream();

    @SuppressWarnings("NullAway.Init")
    private LambdaFunction submit;

    private int next;

    /** Makes the requests; logs and metrics go to the null device, one write each, as they would to Lambda's. */
    @Setup
    public void prepare() throws IOException {
        List<SampleEvent> events = Events.sized(BATCH);
        singles = IntStream.range(0, DIFFERENT)
                .mapToObj(i -> Requests.submit(events.get(i).json()))
                .toList();
        batch = Requests.submit(SampleEvent.batch(events));
        out = new FileOutputStream("/dev/null");
        submit = new InProcessFunction(
                "submit",
                InstantQueueHandler.make(
                        Target.KEY, Target.SRC, Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8)),
                Duration.ofSeconds(10),
                Clock.systemUTC());
    }

    /** Closes the null device. */
    @TearDown
    public void close() throws IOException {
        out.close();
    }

    /** An event that comes alone. */
    @Benchmark
    public byte[] single() throws FunctionException {
        next = (next + 1) % DIFFERENT;
        return submit.invoke(singles.get(next));
    }

    /** An event that comes with 499 others. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] inBatch() throws FunctionException {
        return submit.invoke(batch);
    }
}
