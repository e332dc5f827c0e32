package org.dcss.eventstore.query.answer;

import java.util.Optional;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.query.format.Format;

/**
 * Names an answer by what it holds, while it is made.
 *
 * <p>What lies at a slot never changes but by being withdrawn. So the slots tell the answer, with what was withdrawn, how
 * it goes on and how it is written.
 */
public final class EntityTag {

    /** Counts the forms that events have been written in. */
    private static final int FORMAT = 3;

    private int events;
    private long digest;

    /** Adds an event of the answer, in order. */
    public void add(StoredEvent event) {
        events++;
        mix(event.slot().millis());
        mix(event.withdrawn()
                .map(reason -> 1L + reason.hashCode())
                .orElse((long) event.event().data().length() << 32));
    }

    private void mix(long value) {
        // SplitMix64: https://doi.org/10.1145/2714064.2660195
        long z = (digest ^ value) + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        digest = z ^ (z >>> 31);
    }

    /**
     * A weak tag: the same events may be compressed to other bytes.
     *
     * @param next where the answer goes on, if it does
     */
    public String value(Optional<Slot> next, boolean caughtUp, Format format, boolean gzip) {
        return "W/\"" + FORMAT + "." + events + "." + Long.toUnsignedString(digest, 36) + "."
                + next.map(slot -> Long.toString(slot.millis())).orElse("") + "."
                + (caughtUp ? "" : "more.")
                + (format.tag().isEmpty() ? "" : format.tag() + ".")
                + (gzip ? "gzip" : "plain") + "\"";
    }

    /** Whether an {@code If-None-Match} names the tag, by weak comparison. */
    public static boolean matches(String ifNoneMatch, String tag) {
        return Stream.of(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
