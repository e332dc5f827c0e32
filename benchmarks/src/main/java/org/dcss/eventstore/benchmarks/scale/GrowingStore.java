package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.DynamoDbTraffic;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.store.Counters;

/** The functions over a table that grows by past days. */
final class GrowingStore {

    static final int BATCH = 10;
    static final int PAGE = 1_000;

    /** Between two events of a day. */
    private static final long STEP_MILLIS = Duration.ofDays(1).toMillis() / Events.PER_DAY;

    private final Target target;
    private final Clock clock = Clock.systemUTC();
    private final Day today = Day.containing(clock.instant());
    private final Counters counters = new Counters();
    private final LambdaFunction consumer;
    private final LambdaFunction query;
    private final List<SampleEvent> samples = Events.sized(512);
    private final Events ids = new Events(200);
    private final Random random = new Random(200);
    private int size;
    private long lastSlot;

    GrowingStore(Target target) {
        this.target = target;
        this.consumer = target.services().inProcess(Role.CONSUMER, measured -> {});
        this.query = target.services().inProcess(Role.QUERY, counters);
    }

    int size() {
        return size;
    }

    /** Lets the table grow to so many events, unless that takes longer than until then. */
    void growTo(int events, long untilNanos) throws Exception {
        while (size < events && System.nanoTime() < untilNanos) {
            int next = Math.min(events, size + Events.PER_DAY);
            StoredEvents.put(
                    target,
                    IntStream.range(size, next)
                            .mapToObj(i -> Events.message(samples.get(i % samples.size()), ids.nextId(), slot(i)))
                            .toList());
            size = next;
        }
    }

    /** Days are filled from yesterday backwards, each in order. */
    private Slot slot(int number) {
        long daysAgo = number / Events.PER_DAY + 1L;
        return new Slot(
                today.startMillis() - daysAgo * Duration.ofDays(1).toMillis() + number % Events.PER_DAY * STEP_MILLIS);
    }

    void measureWrites(int sources, int batches, Table writes) throws FunctionException {
        Samples millis = new Samples();
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        for (int i = 0; i < batches; i++) {
            millis.add(storeMillis(sources) / BATCH);
        }
        DynamoDbTraffic.Count spent = DynamoDbTraffic.now().minus(before);
        double events = (double) batches * BATCH;
        writes.row(size, sources, spent.requests() / events, spent.bytes() / events, millis.median());
    }

    /** Stores a batch of new events at new slots from now on, evenly from so many sources. */
    double storeMillis(int sources) throws FunctionException {
        List<Message> messages = new ArrayList<>();
        for (SampleEvent sample : samples.subList(0, BATCH)) {
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

    void measureReads(int pages, Table reads) throws FunctionException {
        Samples millis = new Samples();
        long readBefore = counters.sum("EventsRead");
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        for (int i = 0; i < pages; i++) {
            millis.add(readMillis());
        }
        DynamoDbTraffic.Count spent = DynamoDbTraffic.now().minus(before);
        double events = counters.sum("EventsRead") - readBefore;
        reads.row(
                size,
                (double) spent.requests() / pages,
                events / pages,
                spent.bytes() / events,
                millis.median(),
                millis.median() * 1000 * pages / events);
    }

    /** Reads a page that starts anywhere in the past, and lies in one day if there are events enough for that. */
    double readMillis() throws FunctionException {
        int number = random.nextInt(size);
        int startOfDay = number - number % Events.PER_DAY;
        int inThisDay = Math.min(Events.PER_DAY, size - startOfDay);
        Slot first = slot(startOfDay + Math.max(0, Math.min(number % Events.PER_DAY, inThisDay - PAGE)));
        byte[] request = Requests.events("after=" + (first.millis() - 1) + "&limit=" + PAGE, Map.of());
        long start = System.nanoTime();
        byte[] answer = query.invoke(request);
        double millis = (System.nanoTime() - start) / 1e6;
        Requests.answer(answer, 200);
        return millis;
    }
}
