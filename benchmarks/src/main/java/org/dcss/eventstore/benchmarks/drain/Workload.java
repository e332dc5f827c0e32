package org.dcss.eventstore.benchmarks.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.load.BulkLoad;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.fixtures.SampleEvent;

/** Makes backlogs and the table that they meet: empty, or with slots that are taken already. */
final class Workload {

    /** Half of it is how old a slot may be when it is written. */
    static final Duration SETTLE = Duration.ofSeconds(320);
    /** Between the oldest slot of a backlog and the time when its draining begins, at most. */
    private static final Duration BEHIND = Duration.ofSeconds(60);

    private static final Duration OLD = Duration.ofMinutes(10);
    /** So few of the slots are asked for that those taken meanwhile do not matter. */
    private static final int SLOTS_PER_EVENT = 40;

    private final Stand stand;
    private final Clock clock;
    private final Random random = new Random(1);
    private final List<SampleEvent> many;
    private final List<SampleEvent> few;

    Workload(Effort effort, Stand stand, Clock clock) {
        this.stand = stand;
        this.clock = clock;
        this.many = Events.of(effort.of(300, 6_000), Stand.SRC.name());
        this.few = Events.of(effort.of(100, 1_000), Stand.SRC.name());
    }

    /** Many events that were accepted just now, one a millisecond, and an empty table. */
    Backlog many() {
        return fresh(many);
    }

    /** The same, but few events. */
    Backlog few() {
        return fresh(few);
    }

    private Backlog fresh(List<SampleEvent> events) {
        stand.emptyTable();
        long first = clock.millis() - events.size();
        return Backlog.of(events, i -> newId(), i -> first + i);
    }

    /** Few events under ids that clients made. */
    Backlog named() {
        return named(clock.millis() - few.size());
    }

    private Backlog named(long first) {
        stand.emptyTable();
        String base = "client-" + random.nextInt() + "-";
        return Backlog.of(few, i -> new EventId(base + i), i -> first + i);
    }

    /** Few events, accepted so long ago that none can have its own slot any more. */
    Backlog late() {
        stand.emptyTable();
        long first = clock.millis() - OLD.toMillis();
        return Backlog.of(few, i -> newId(), i -> first + i);
    }

    /** The same under ids that clients made. */
    Backlog lateNamed() {
        return named(clock.millis() - OLD.toMillis());
    }

    /** A few events, evenly strewn over many slots of which so many percent are taken. */
    Backlog amongTaken(int percent) throws Exception {
        stand.emptyTable();
        int slots = few.size() * SLOTS_PER_EVENT;
        long first = clock.millis() - BEHIND.toMillis();
        List<Slot> taken = IntStream.range(0, slots)
                .filter(slot -> random.nextInt(100) < percent)
                .mapToObj(slot -> new Slot(first + slot))
                .toList();
        SampleEvent small = new SampleEvent("milestone", Stand.SRC.name(), "{}");
        BulkLoad.put(stand.engines().dynamoDbClient(), Stand.EVENTS, taken, slot -> small);
        return Backlog.of(few, i -> newId(), i -> first + (long) i * SLOTS_PER_EVENT + random.nextInt(SLOTS_PER_EVENT));
    }

    private EventId newId() {
        return Events.id(random);
    }
}
