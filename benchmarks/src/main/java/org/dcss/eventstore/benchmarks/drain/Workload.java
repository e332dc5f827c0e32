package org.dcss.eventstore.benchmarks.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;

/** Makes backlogs of so many events, and the table that they meet: empty, or with slots that are taken already. */
final class Workload {

    /** Half of it is how old a slot may be when it is written. */
    static final Duration SETTLE = Duration.ofSeconds(320);

    /** From the oldest slot of a backlog to the time when its draining begins, at most. */
    private static final Duration BEHIND = Duration.ofSeconds(60);

    /** The age of late events. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** So few of the slots are asked for that those taken meanwhile do not matter. */
    private static final int SLOTS_PER_EVENT = 40;

    private final Target target;
    private final Clock clock;
    private final List<SampleEvent> samples;
    private final Events events = new Events(1);
    private final Random random = new Random(1);

    Workload(int size, Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.samples = Events.sized(size);
    }

    /** Events that were accepted just now, one a millisecond, and an empty table. */
    List<Message> fresh() {
        return consecutive(Duration.ofMillis(samples.size()), i -> events.nextId());
    }

    /** The same under ids that clients made. */
    List<Message> withClientsIds() {
        return consecutive(Duration.ofMillis(samples.size()), clientsIds());
    }

    /** Events that were accepted so long ago that none can have its own slot any more, and an empty table. */
    List<Message> late() {
        return consecutive(LATE, i -> events.nextId());
    }

    /** The same under ids that clients made. */
    List<Message> lateWithClientsIds() {
        return consecutive(LATE, clientsIds());
    }

    private IntFunction<EventId> clientsIds() {
        String base = "client-" + random.nextInt() + "-";
        return i -> new EventId(base + i);
    }

    private List<Message> consecutive(Duration age, IntFunction<EventId> ids) {
        target.emptyTable();
        long first = clock.millis() - age.toMillis();
        return backlog(ids, i -> first + i);
    }

    /** Fresh events strewn over many slots, of which so many percent are taken. */
    List<Message> amongTaken(int percent) throws Exception {
        target.emptyTable();
        long first = clock.millis() - BEHIND.toMillis();
        SampleEvent small = new SampleEvent("milestone", Target.SRC.name(), "{}");
        List<Message> taken = IntStream.range(0, samples.size() * SLOTS_PER_EVENT)
                .filter(slot -> random.nextInt(100) < percent)
                .mapToObj(slot -> Events.message(small, events.nextId(), new Slot(first + slot)))
                .toList();
        StoredEvents.put(target, taken);
        return backlog(i -> events.nextId(), i -> first + (long) i * SLOTS_PER_EVENT + random.nextInt(SLOTS_PER_EVENT));
    }

    private List<Message> backlog(IntFunction<EventId> ids, IntToLongFunction slots) {
        return IntStream.range(0, samples.size())
                .mapToObj(i -> Events.message(samples.get(i), ids.apply(i), new Slot(slots.applyAsLong(i))))
                .toList();
    }
}
