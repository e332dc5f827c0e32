package org.dcss.eventstore.benchmarks.scale;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;

/** Past days in the table, as many events in each as DCSS has today. */
final class History {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Between two events of a day. */
    private static final long STEP_MILLIS = DAY_MILLIS / Events.PER_DAY;

    private final Target target;
    private final Day today;
    private final List<SampleEvent> samples = Events.sized(512);
    private final Events ids = new Events(512);
    private int size;

    History(Target target, Clock clock) {
        this.target = target;
        this.today = Day.containing(clock.instant());
    }

    int size() {
        return size;
    }

    /** Where a page starts that lies in one day, if there are events enough for that. */
    Slot pageStart(int events, Random random) {
        int number = random.nextInt(size);
        int startOfDay = number - number % Events.PER_DAY;
        int inThisDay = Math.min(Events.PER_DAY, size - startOfDay);
        return slot(startOfDay + Math.max(0, Math.min(number % Events.PER_DAY, inThisDay - events)));
    }

    /** Days are filled from yesterday backwards, each in order. */
    private Slot slot(int number) {
        long daysAgo = number / Events.PER_DAY + 1L;
        return new Slot(today.startMillis() - daysAgo * DAY_MILLIS + number % Events.PER_DAY * STEP_MILLIS);
    }

    /** Lets the table grow to so many events, unless that takes longer than until then; says whether it did. */
    boolean growTo(int events, long untilNanos) throws Exception {
        while (size < events && System.nanoTime() < untilNanos) {
            int next = Math.min(events, size + Events.PER_DAY);
            List<Message> messages =
                    IntStream.range(size, next).mapToObj(this::message).toList();
            StoredEvents.put(target, messages);
            size = next;
        }
        return size >= events;
    }

    private Message message(int number) {
        return Events.message(samples.get(number % samples.size()), ids.nextId(), slot(number));
    }
}
