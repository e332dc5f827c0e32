package org.dcss.eventstore.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.XlogLine;

/** Events of the size that the targets are stated for, the same ones in every run. */
public final class Events {

    /** Of an event as JSON, as a client sends it; give or take what the last field that was left out takes. */
    public static final int BYTES = 600;
    /** What older versions of the game did not write; left out until an event is no larger than that. */
    private static final List<String> YOUNG = List.of(
            "potionsused",
            "scrollsused",
            "goldspent",
            "goldfound",
            "bmmp",
            "mmp",
            "mmhp",
            "lv",
            "title",
            "sklev",
            "sk",
            "tmsg",
            "tdam",
            "sdam",
            "aut",
            "vlong",
            "gold",
            "kills",
            "absdepth");

    private static final int SEED = 600;

    private Events() {}

    /** Milestones and logfile entries of a source, as many of the one as of the other. */
    public static List<SampleEvent> of(int count, String src) {
        SampleGames games = new SampleGames(new Random(SEED));
        List<SampleEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(fitting(i % 2 == 0 ? games.milestone() : games.logfile(), src));
        }
        return events;
    }

    private static SampleEvent fitting(XlogLine line, String src) {
        Map<String, String> fields = new LinkedHashMap<>(line.fields());
        SampleEvent event = line.event(src);
        for (String name : YOUNG) {
            if (event.json().getBytes(StandardCharsets.UTF_8).length <= BYTES) {
                return event;
            }
            fields.remove(name);
            event = new XlogLine(fields).event(src);
        }
        return event;
    }

    /** The event on its way through the queue, under an id that the store might have made. */
    public static Message message(SampleEvent event, EventId id, Slot start) {
        Instant accepted = start.start();
        return new Message(
                new Event(id, new EventType(event.type()), new Source(event.src()), accepted, event.data()), start);
    }

    /** Ids as the store makes them, the same ones for the same random numbers. */
    public static EventId id(Random random) {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        random.nextBytes(bytes);
        return EventId.fromRandom(bytes);
    }
}
