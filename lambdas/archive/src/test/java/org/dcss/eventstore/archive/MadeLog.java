package org.dcss.eventstore.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** Days of events that are made whenever they are read: the same ones each time, and none is kept. */
final class MadeLog implements EventLog {

    private static final Day FIRST = Day.containing(Instant.parse("2026-11-20T00:00:00Z"));
    private static final List<String> SOURCES = List.of("cao", "cbr2", "cpo", "cue");

    private final int days;
    private final long step;
    private final int characters;

    /**
     * A log.
     *
     * @param step an event each so many milliseconds
     * @param characters of an event's data, about
     */
    MadeLog(int days, long step, int characters) {
        this.days = days;
        this.step = step;
        this.characters = characters;
    }

    private Day last() {
        Day day = FIRST;
        for (int i = 1; i < days; i++) {
            day = day.next();
        }
        return day;
    }

    /** When all of it can be archived. */
    Instant afterwards() {
        return last().next().next().first().start();
    }

    private StoredEvent event(Slot slot) {
        Random random = new Random(slot.millis());
        StringBuilder data = new StringBuilder("{\"name\":\"é" + random.nextInt(1000) + "\"");
        while (data.length() < characters) {
            data.append(",\"x")
                    .append(random.nextInt(50))
                    .append("\":\"")
                    .append(random.nextInt(100_000))
                    .append('"');
        }
        return new StoredEvent(
                slot,
                new Event(
                        new EventId("e" + slot.millis()),
                        new EventType(random.nextInt(7) == 0 ? "logfile" : "milestone"),
                        new Source(SOURCES.get(random.nextInt(SOURCES.size()))),
                        slot.start(),
                        data + "}"));
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        List<StoredEvent> events = new ArrayList<>();
        long first = (from.millis() + step - 1) / step * step;
        for (long at = first; at <= through.millis(); at += step) {
            if (events.size() == limit) {
                return new LogPage(events, events.get(limit - 1).slot());
            }
            StoredEvent event = event(new Slot(at));
            if (filter.passes(event.event())) {
                events.add(event);
            }
        }
        return new LogPage(events, through);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        List<Day> found = new ArrayList<>();
        for (Day day = FIRST; day.compareTo(last()) <= 0 && found.size() < limit; day = day.next()) {
            if (day.compareTo(from) >= 0 && day.compareTo(through) <= 0) {
                found.add(day);
            }
        }
        return found;
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        return Optional.of(event(slot));
    }

    /** What {@code GET /events} shows of each day, source and type, a line an event, by the folder of its objects. */
    Map<String, String> texts() {
        Map<String, StringBuilder> texts = new TreeMap<>();
        for (Day day = FIRST; day.compareTo(last()) <= 0; day = day.next()) {
            for (long at = day.startMillis(); at <= day.last().millis(); at += step) {
                StoredEvent stored = event(new Slot(at));
                String folder = "src=" + stored.event().src() + "/type="
                        + stored.event().type() + "/day="
                        + day.first().start().toString().substring(0, 10);
                texts.computeIfAbsent(folder, any -> new StringBuilder())
                        .append(new String(EventJson.of(stored), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        Map<String, String> done = new TreeMap<>();
        texts.forEach((folder, text) -> done.put(folder, text.toString()));
        return done;
    }
}
