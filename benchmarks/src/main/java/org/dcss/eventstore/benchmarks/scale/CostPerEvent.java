package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.DynamoDbTraffic;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.store.Counters;

/** What it costs to store one event, and to read one, while the table grows and the sources become more. */
final class CostPerEvent {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> QUICK_SIZES = List.of(100, 1_000);
    private static final List<Integer> SOURCES = List.of(1, 10, 200);
    private static final int BATCH = 10;
    private static final int PAGE = 1_000;
    /** For the whole growth, all in all. */
    private static final Duration GROWTH = Duration.ofMinutes(4);

    private final Effort effort;
    private final Clock clock;
    private final History history;
    private final Counters counters = new Counters();
    private final LambdaFunction consumer;
    private final LambdaFunction query;
    private final List<SampleEvent> samples = Events.sized(BATCH);
    private final Events ids = new Events(200);
    private final Random random = new Random(200);
    private final Table writes = new Table(
            "To store an event, in batches of " + BATCH,
            "events in the table | sources | requests/event | bytes/event | ms/event");
    private final Table reads = new Table(
            "To read an event, in pages of " + PAGE,
            "events in the table | requests/page | events/page | bytes/event | ms/page | us/event");
    private long lastSlot;

    CostPerEvent(Effort effort, Target target, Clock clock) {
        this.effort = effort;
        this.clock = clock;
        this.history = new History(target, clock);
        this.consumer = target.inProcess(Role.CONSUMER, new Counters());
        this.query = target.inProcess(Role.QUERY, counters);
    }

    /** The table of writes and that of reads. */
    List<Table> measure() throws Exception {
        history.growTo(effort.of(10, 1_000), Long.MAX_VALUE);
        for (int i = 0; i < effort.of(5, 100); i++) {
            storeMillis(1);
            readMillis();
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
            millis.add(storeMillis(sources) / BATCH);
        }
        DynamoDbTraffic.Count spent = DynamoDbTraffic.now().minus(before);
        double events = (double) batches * BATCH;
        writes.row(history.size(), sources, spent.requests() / events, spent.bytes() / events, millis.median());
    }

    /** Stores a batch of new events at new slots from now on, evenly from so many sources. */
    private double storeMillis(int sources) throws Exception {
        List<Message> messages = new ArrayList<>();
        for (SampleEvent sample : samples) {
            lastSlot = Math.max(lastSlot + 1, clock.millis());
            SampleEvent event = new SampleEvent(sample.type(), "s" + lastSlot % sources, sample.data());
            messages.add(Events.message(event, ids.nextId(), new Slot(lastSlot)));
        }
        byte[] batch = Requests.batch(messages);
        long start = System.nanoTime();
        byte[] answer = consumer.invoke(batch);
        double millis = (System.nanoTime() - start) / 1e6;
        Requests.requireConsumed(answer);
        return millis;
    }

    private void measureReads() throws Exception {
        int pages = effort.of(3, 40);
        Samples millis = new Samples();
        long readBefore = counters.sum("EventsRead");
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        for (int i = 0; i < pages; i++) {
            millis.add(readMillis());
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

    /** Reads a page that starts anywhere in the past. */
    private double readMillis() throws Exception {
        long after = history.pageStart(PAGE, random).millis() - 1;
        byte[] request = Requests.events("after=" + after + "&limit=" + PAGE, false);
        long start = System.nanoTime();
        byte[] answer = query.invoke(request);
        double millis = (System.nanoTime() - start) / 1e6;
        Requests.answer(answer, 200);
        return millis;
    }
}
