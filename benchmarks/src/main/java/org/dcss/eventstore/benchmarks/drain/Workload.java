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
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.store.LocalTables;

/** Makes backlogs of so many events, and the table that they meet: empty, or with slots that are taken already. */
final class Workload {

    /** Half of it is how old a slot may be when it is written. */
    static final Duration SETTLE = Duration.ofSeconds(320);

    /** From the oldest slot of a strewn backlog to the time when its draining begins, at most. */
    private static final Duration BEHIND = Duration.ofSeconds(60);

    /** So old that no event can have its own slot any more. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** So few of the slots are asked for that those taken meanwhile do not matter. */
    private static final int SLOTS_PER_EVENT = 40;

    /** What events there are, and how many requests to DynamoDB each may take. */
    enum Kind {
        FREE("no slot taken", "1.1", 0),
        SOME_TAKEN("30 % of the slots taken", "1.5", 30),
        MOST_TAKEN("90 % of the slots taken", "2.5", 90),
        CLIENTS_IDS("with clients' ids", "2.1", 0),
        LATE("late", "2.1", 0),
        LATE_CLIENTS_IDS("late, with clients' ids", "2.1", 0);

        final String title;
        final String atMost;
        private final int percentTaken;

        Kind(String title, String atMost, int percentTaken) {
            this.title = title;
            this.atMost = atMost;
            this.percentTaken = percentTaken;
        }

        boolean isLate() {
            return this == LATE || this == LATE_CLIENTS_IDS;
        }

        private boolean hasClientsIds() {
            return this == CLIENTS_IDS || this == LATE_CLIENTS_IDS;
        }
    }

    private final Target target;
    private final Clock clock = Clock.systemUTC();
    private final List<SampleEvent> samples;
    private final Events events = new Events(1);
    private final Random random = new Random(1);

    Workload(int size, Target target) {
        this.target = target;
        this.samples = Events.sized(size);
    }

    /** A backlog, one event a millisecond, and the table made anew for it. */
    List<Message> of(Kind kind) throws Exception {
        target.empty(TableSchema.EVENTS, LocalTables.EVENTS);
        if (kind.percentTaken > 0) {
            return amongTaken(kind.percentTaken);
        }
        String base = "client-" + random.nextInt() + "-";
        Duration age = kind.isLate() ? LATE : Duration.ofMillis(samples.size());
        long first = clock.millis() - age.toMillis();
        return backlog(i -> kind.hasClientsIds() ? new EventId(base + i) : events.nextId(), i -> first + i);
    }

    /** Fresh events strewn over many slots, of which so many percent are taken. */
    private List<Message> amongTaken(int percent) throws Exception {
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
