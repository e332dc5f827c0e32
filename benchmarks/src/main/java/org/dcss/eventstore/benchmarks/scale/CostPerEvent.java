package org.dcss.eventstore.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.DynamoDbTraffic;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.Payloads;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.consumer.ConsumerHandler;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.Counters;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.query.QueryHandler;

/** What it costs to store one event, and to read one, while the table grows and the sources become more. */
final class CostPerEvent {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> QUICK_SIZES = List.of(100, 1_000);
    private static final List<Integer> SOURCES = List.of(1, 10, 200);
    private static final int BATCH = 10;
    private static final int PAGE = 1_000;
    private static final Duration SETTLE = Duration.ofSeconds(3);
    /** For the whole growth, all in all. */
    private static final Duration GROWTH = Duration.ofMinutes(4);

    private final Effort effort;
    private final Clock clock;
    private final History history;
    private final Counters counters = new Counters();
    private final LambdaFunction consumer;
    private final LambdaFunction query;
    private final Random random = new Random(200);
    private final Table writes = new Table(
            "To store an event, in batches of " + BATCH,
            "events in the table",
            "sources",
            "requests/event",
            "bytes/event",
            "ms/event");
    private final Table reads = new Table(
            "To read an event, in pages of " + PAGE,
            "events in the table",
            "requests/page",
            "events/page",
            "bytes/event",
            "ms/page",
            "us/event");
    private long lastSlot;

    CostPerEvent(Effort effort, Stand stand, Clock clock) {
        this.effort = effort;
        this.clock = clock;
        this.history = new History(stand, clock);
        Duration timeout = Stand.functionTimeout(SETTLE);
        this.consumer = new InProcessFunction(
                "consumer", new ConsumerHandler(stand.environment(SETTLE), clock, new Counters()), timeout, clock);
        this.query = new InProcessFunction(
                "query", new QueryHandler(stand.environment(SETTLE), clock, counters), timeout, clock);
    }

    /** The table of writes and that of reads. */
    List<Table> measure() throws Exception {
        history.growTo(effort.of(10, 1_000), Long.MAX_VALUE);
        for (int i = 0; i < effort.of(5, 100); i++) {
            store(batch(1));
            page(history.pageStart(PAGE, random));
        }
        long until = System.nanoTime() + GROWTH.toNanos();
        for (int size : effort == Effort.QUICK ? QUICK_SIZES : SIZES) {
            System.err.printf("  %,d events%n", size);
            boolean grown = history.growTo(size, until);
            for (int sources : SOURCES) {
                measureWrites(sources);
            }
            measureReads();
            if (!grown) {
                System.err.println("  stopped: the table does not grow faster on this machine");
                break;
            }
        }
        return List.of(writes, reads);
    }

    private void measureWrites(int sources) throws Exception {
        int batches = effort.of(4, 60);
        Samples millis = new Samples();
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        for (int i = 0; i < batches; i++) {
            byte[] batch = batch(sources);
            long start = System.nanoTime();
            store(batch);
            millis.add((System.nanoTime() - start) / 1e6 / BATCH);
        }
        DynamoDbTraffic.Count spent = DynamoDbTraffic.now().minus(before);
        double events = (double) batches * BATCH;
        writes.row(history.size(), sources, spent.requests() / events, spent.bytes() / events, millis.median());
    }

    private void store(byte[] batch) throws Exception {
        String answer = new String(consumer.invoke(batch), UTF_8);
        if (!answer.equals("{\"batchItemFailures\":[]}")) {
            throw new IllegalStateException("not stored: " + answer);
        }
    }

    /** New events at new slots from now on, evenly from all sources. */
    private byte[] batch(int sources) {
        List<String> bodies = new ArrayList<>();
        for (SampleEvent event : Events.of(BATCH, Stand.SRC.name())) {
            lastSlot = Math.max(lastSlot + 1, clock.millis());
            SampleEvent from = new SampleEvent(event.type(), "s" + lastSlot % sources, event.data());
            bodies.add(MessageCodec.encode(Events.message(from, Events.id(random), new Slot(lastSlot))));
        }
        return Payloads.batch(bodies);
    }

    private void measureReads() throws Exception {
        int pages = effort.of(3, 40);
        Samples millis = new Samples();
        long readBefore = counters.sum("EventsRead");
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        for (int i = 0; i < pages; i++) {
            millis.add(page(history.pageStart(PAGE, random)));
        }
        DynamoDbTraffic.Count spent = DynamoDbTraffic.now().minus(before);
        double events = counters.sum("EventsRead") - readBefore;
        reads.row(
                history.size(),
                (double) spent.requests() / pages,
                events / pages,
                spent.bytes() / events,
                millis.median(),
                millis.median() * 1000 * pages / events);
    }

    /** Reads a page; returns milliseconds. */
    private double page(Slot first) throws Exception {
        byte[] request = Payloads.feed(first.millis() - 1, PAGE);
        long start = System.nanoTime();
        byte[] answer = query.invoke(request);
        double millis = (System.nanoTime() - start) / 1e6;
        if (!new String(answer, UTF_8).startsWith("{\"statusCode\":200,")) {
            throw new IllegalStateException("not read: " + new String(answer, UTF_8));
        }
        return millis;
    }
}
