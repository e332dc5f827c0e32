package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dcss.eventstore.benchmarks.load.BulkLoad;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.fixtures.SampleEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Past days in the table, as many events in each as DCSS has today. */
final class History {

    static final int EVENTS_PER_DAY = 26_500;
    private static final long PACE_MILLIS = Duration.ofDays(1).toMillis() / EVENTS_PER_DAY;
    private static final int DIFFERENT = 512;
    /** So much is made at once. */
    private static final int PORTION = EVENTS_PER_DAY;

    private final DynamoDbClient dynamoDb;
    private final DynamoDbEventTable table;
    private final Day today;
    private final List<SampleEvent> events = Events.of(DIFFERENT, Stand.SRC.name());
    private int size;

    History(Stand stand, Clock clock) {
        this.dynamoDb = stand.engines().dynamoDbClient();
        this.table = new DynamoDbEventTable(dynamoDb, Stand.EVENTS, Duration.ofSeconds(10), Optional.empty());
        this.today = Day.containing(clock.instant());
    }

    int size() {
        return size;
    }

    /** Where a page starts that lies in one day, if there are events enough for that. */
    Slot pageStart(int events, Random random) {
        int number = random.nextInt(size);
        int day = number / EVENTS_PER_DAY;
        int inThisDay = Math.min(EVENTS_PER_DAY, size - day * EVENTS_PER_DAY);
        return slot(day * EVENTS_PER_DAY + Math.max(0, Math.min(number % EVENTS_PER_DAY, inThisDay - events)));
    }

    /** Days are filled from yesterday backwards, each in order. */
    private Slot slot(long number) {
        long daysAgo = number / EVENTS_PER_DAY + 1;
        long inDay = number % EVENTS_PER_DAY;
        return new Slot(today.startMillis() - Duration.ofDays(daysAgo).toMillis() + inDay * PACE_MILLIS);
    }

    /** Lets the table grow to so many events, unless that takes longer than until then; says whether it did. */
    boolean growTo(int events, long untilNanos) throws Exception {
        while (size < events && System.nanoTime() < untilNanos) {
            List<Slot> slots = new ArrayList<>();
            for (int number = size; number < Math.min(events, size + PORTION); number++) {
                slots.add(slot(number));
            }
            if (table.open(slots.get(0).day()).known().isEmpty()
                    || table.open(slots.get(slots.size() - 1).day()).known().isEmpty()) {
                throw new IllegalStateException("no answer from the table");
            }
            BulkLoad.put(dynamoDb, Stand.EVENTS, slots, slot -> this.events.get((int) (slot.millis() % DIFFERENT)));
            size += slots.size();
        }
        return size >= events;
    }
}
