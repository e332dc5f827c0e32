package org.dcss.eventstore.benchmarks.submit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.CachedKeyTable;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.queue.SendResult;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.EmbeddedMetrics;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.submit.SubmitHandler;
import org.dcss.eventstore.submit.Submitter;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The handler's own work, from the bytes of a request to those of its answer, over a queue that confirms at once: one
 * operation is one event.
 */
@State(Scope.Benchmark)
public class HandlerWork {

    static final int BATCH = 500;
    private static final int DIFFERENT = 64;
    private static final int MAX_EVENT_BYTES = 65_536;
    private static final String SERVICE = "dcss-event-store";

    private List<byte[]> singles = List.of();
    private byte[] batch = {};

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
        PrintStream out = new PrintStream(new FileOutputStream("/dev/null"), true, StandardCharsets.UTF_8);
        Clock clock = Clock.systemUTC();
        submit = new InProcessFunction("submit", new SubmitHandler(parts(out, clock)), Duration.ofSeconds(10), clock);
    }

    private static SubmitHandler.Parts parts(PrintStream out, Clock clock) {
        String hash = KeyHash.of(Target.KEY);
        KeyRecord known = new KeyRecord(Target.SRC, "", Instant.EPOCH, Optional.empty(), Optional.empty());
        KeyTable keys = asked -> Optional.of(known).filter(any -> asked.equals(hash));
        FreshRandom random = new FreshRandom();
        Log log = new Log(SERVICE, clock, out);
        return new SubmitHandler.Parts(
                keys,
                new Authenticator(new CachedKeyTable(keys, Duration.ofMinutes(1), clock), clock),
                new Submitter(
                        new EventCheck(SchemaCatalog.load(), MAX_EVENT_BYTES),
                        HandlerWork::confirm,
                        () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES)),
                        clock),
                Optional.empty(),
                new KeyUse((asked, day) -> {}, Runnable::run, clock, log),
                new Platform(clock, log, new EmbeddedMetrics("DcssEventStore", SERVICE, clock, out)));
    }

    /** Confirms what could be sent: a message's text is made all the same. */
    private static List<SendResult> confirm(List<Message> messages, Instant answerBy) {
        return messages.stream()
                .<SendResult>map(message ->
                        MessageCodec.encode(message).isEmpty() ? new SendResult.Failed("empty") : new SendResult.Sent())
                .toList();
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
