package org.dcss.eventstore.core;

import java.time.Duration;
import java.time.Instant;

/** A UTC day, the partition of the event table, named by its first millisecond since 1970. */
public record Day(long startMillis) implements Comparable<Day> {

    private static final long MILLIS = Duration.ofDays(1).toMillis();

    /** @throws IllegalArgumentException if it is not the start of a UTC day at or after 1970 */
    public Day {
        if (!isStart(startMillis)) {
            throw new IllegalArgumentException("not the start of a UTC day: " + startMillis);
        }
    }

    public static boolean isStart(long millis) {
        return millis >= 0 && millis % MILLIS == 0;
    }

    /** The day that holds a millisecond since 1970. */
    public static Day containing(long millis) {
        return new Day(Math.floorDiv(millis, MILLIS) * MILLIS);
    }

    public static Day containing(Instant instant) {
        return containing(instant.toEpochMilli());
    }

    public Day next() {
        return new Day(startMillis + MILLIS);
    }

    public Slot first() {
        return new Slot(startMillis);
    }

    public Slot last() {
        return new Slot(startMillis + MILLIS - 1);
    }

    @Override
    public int compareTo(Day other) {
        return Long.compare(startMillis, other.startMillis);
    }
}
