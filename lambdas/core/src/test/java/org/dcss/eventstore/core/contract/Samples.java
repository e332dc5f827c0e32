package org.dcss.eventstore.core.contract;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/** Events, slots and days to test with. */
public final class Samples {

    /** 18 May 2020. */
    public static final Day DAY = Day.containing(Instant.parse("2020-05-18T00:00:00Z"));

    private Samples() {}

    /** The slot so many milliseconds into {@link #DAY}. */
    public static Slot slot(long millisIntoDay) {
        return new Slot(DAY.startMillis() + millisIntoDay);
    }

    public static EventKey key(String src, String id) {
        return new EventKey(new Source(src), new EventId(id));
    }

    /** A milestone of {@code cpo}. */
    public static Event event(String id) {
        return event("cpo", "milestone", id, "{\"milestone\":\"found a rune\"}");
    }

    public static Event event(String src, String type, String id, String data) {
        return new Event(
                new EventId(id),
                new EventType(type),
                new Source(src),
                DAY.first().start().plusMillis(1234),
                data);
    }

    /** The same event, as one that stands in a file and says when it happened. */
    public static Event filed(Event event, String file, Instant at) {
        return new Event(
                event.id(),
                event.type(),
                event.src(),
                Optional.of(new FileName(file)),
                event.accepted(),
                Optional.of(at),
                event.data());
    }

    /** An event of one of three sources and two types, its data of random text of up to {@code maxChars} characters. */
    public static Event random(RandomGenerator random, String id, int maxChars) {
        String[] sources = {"cpo", "cao", "c-1"};
        String[] types = {"milestone", "logfile"};
        return event(
                sources[random.nextInt(3)],
                types[random.nextInt(2)],
                id,
                "{\"text\":\"" + randomText(random, random.nextInt(maxChars + 1)) + "\",\"seed\":"
                        + Long.toUnsignedString(random.nextLong()) + "00000000000000000001}");
    }

    /** Characters of one to four bytes and escapes, valid inside a JSON string. */
    private static String randomText(RandomGenerator random, int chars) {
        String[] parts = {
            "a", "Z", " ", ":", "é", "\u2028", "龍", "\uD83D\uDC09", "\\n", "\\\"", "\\\\", "\\ud83d\\ude00", "\\u0000"
        };
        StringBuilder text = new StringBuilder(chars);
        while (text.length() < chars) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
