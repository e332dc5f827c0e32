package org.dcss.eventstore.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.XlogLine;

/** Events of the target's source, the same ones in every run. */
public final class Events {

    /** A day of DCSS today: 23,000 milestones and 3,500 games. */
    public static final int PER_DAY = 26_500;

    /** The size that the goals are stated for: of an event as JSON, as a client sends it. */
    public static final int BYTES = 600;

    /** Fields that older versions of the game did not write; left out until an event is small enough. */
    private static final List<String> NEWER_FIELDS =
            List.of(("potionsused scrollsused goldspent goldfound bmmp mmp mmhp"
                            + " lv title sklev sk tmsg tdam sdam aut vlong gold kills absdepth")
                    .split(" "));

    private final Random random;
    private final SampleGames games;
    private int made;

    public Events(int seed) {
        random = new Random(seed);
        games = new SampleGames(random);
    }

    /** So many of 600 bytes or a little less, as many milestones as logfile entries. */
    public static List<SampleEvent> sized(int count) {
        SampleGames games = new SampleGames(new Random(BYTES));
        return IntStream.range(0, count)
                .mapToObj(i -> sized(i % 2 == 0 ? games.milestone() : games.logfile()))
                .toList();
    }

    private static SampleEvent sized(XlogLine line) {
        Map<String, String> fields = new LinkedHashMap<>(line.fields());
        SampleEvent event = line.event(Target.SRC.name());
        for (String name : NEWER_FIELDS) {
            if (event.json().getBytes(StandardCharsets.UTF_8).length <= BYTES) {
                return event;
            }
            fields.remove(name);
            event = new XlogLine(fields).event(Target.SRC.name());
        }
        return event;
    }

    /** The next one as DCSS has them, in its size and mixture: of 53 events 46 are milestones. */
    public SampleEvent next() {
        return (made++ % 53 < 46 ? games.milestone() : games.logfile()).event(Target.SRC.name());
    }

    /** An id as the store makes it. */
    public EventId nextId() {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        random.nextBytes(bytes);
        return EventId.fromRandom(bytes);
    }

    /** The next ones in the queue's messages, as if submit had accepted one of them each such time, the first one then. */
    public List<Message> messages(Instant first, int count, Duration step) {
        return IntStream.range(0, count)
                .mapToObj(i -> message(
                        next(),
                        nextId(),
                        Slot.at(first.plus(step.multipliedBy(i)).truncatedTo(ChronoUnit.MILLIS))))
                .toList();
    }

    /** An event in the queue's message: accepted at the start of the slot, and to be stored there if that is free. */
    public static Message message(SampleEvent event, EventId id, Slot start) {
        return new Message(
                new Event(id, new EventType(event.type()), new Source(event.src()), start.start(), event.data()),
                start);
    }
}
