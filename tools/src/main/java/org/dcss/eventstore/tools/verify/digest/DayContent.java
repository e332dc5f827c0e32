package org.dcss.eventstore.tools.verify.digest;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dcss.eventstore.tools.feed.ReadEvent;

/** What a day holds, gathered event by event, in hashes and counts. */
public final class DayContent {

    private static final int HOURS = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    private final LocalDate day;
    private final long start;
    private final Hash places = Hash.begin();
    private final List<Hash> hours =
            IntStream.range(0, HOURS).mapToObj(hour -> Hash.begin()).toList();
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private long events;
    private long withdrawn;

    /** Of a day, without any event yet. */
    public DayContent(LocalDate day) {
        this.day = day;
        this.start = start(day);
    }

    /** The first slot of a day. */
    public static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The first slot of an hour. */
    public static long hour(LocalDate day, int hour) {
        return start(day) + hour * HOUR_MILLIS;
    }

    /** Whether an event lies within the day. */
    public boolean holds(ReadEvent event) {
        return event.ts() >= start && event.ts() < start + HOURS * HOUR_MILLIS;
    }

    /** Adds an event that lies within the day. */
    public void add(ReadEvent event) {
        events++;
        withdrawn += event.withdrawn().isPresent() ? 1 : 0;
        places.add(event.ts() + " " + event.id() + " " + event.src() + " " + event.type() + " "
                + event.file().orElse("") + "\n");
        hours.get((int) ((event.ts() - start) / HOUR_MILLIS)).add(event.json()).add("\n");
        counts.computeIfAbsent(event.src(), src -> new TreeMap<>()).merge(event.type(), 1L, Long::sum);
    }

    /** How many were added. */
    public long events() {
        return events;
    }

    /** By source and type. */
    public Map<String, Map<String, Long>> counts() {
        return counts;
    }

    /** What was added so far. */
    public DayRecord record() {
        return new DayRecord(
                day,
                events,
                withdrawn,
                places.soFar(),
                hours.stream().map(Hash::soFar).toList());
    }
}
