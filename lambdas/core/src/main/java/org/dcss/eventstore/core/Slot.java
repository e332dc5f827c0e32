package org.dcss.eventstore.core;

import java.time.Duration;
import java.time.Instant;

/** The millisecond since 1970 that an event occupies in the log: unique, and the event's public {@code ts}. */
public record Slot(long millis) implements Comparable<Slot> {

    /** @throws IllegalArgumentException if it lies before 1970 */
    public Slot {
        if (millis < 0) {
            throw new IllegalArgumentException("before 1970: " + millis);
        }
    }

    /** The slot of an instant, its fraction of a millisecond cut off. */
    public static Slot at(Instant instant) {
        return new Slot(instant.toEpochMilli());
    }

    public Day day() {
        return Day.containing(millis);
    }

    /** The next millisecond, which may lie in the next day. */
    public Slot next() {
        return new Slot(millis + 1);
    }

    public Instant start() {
        return Instant.ofEpochMilli(millis);
    }

    public Instant plus(Duration duration) {
        return start().plus(duration);
    }

    @Override
    public int compareTo(Slot other) {
        return Long.compare(millis, other.millis);
    }

    public boolean isAfter(Slot other) {
        return millis > other.millis;
    }

    public static Slot max(Slot a, Slot b) {
        return a.millis >= b.millis ? a : b;
    }

    public static Slot min(Slot a, Slot b) {
        return a.millis <= b.millis ? a : b;
    }
}
