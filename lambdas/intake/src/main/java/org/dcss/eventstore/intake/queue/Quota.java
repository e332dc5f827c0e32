package org.dcss.eventstore.intake.queue;

import java.time.Duration;

/**
 * What a source may submit. Each event takes some of the source's time: what its share of a second is by number or by
 * size, whichever is more. Time that was not taken is kept, up to the burst.
 *
 * @param eventsPerSecond in the long run
 * @param bytesPerSecond in the long run, of the events' data in UTF-8
 * @param burst how much time may be taken at once
 */
public record Quota(int eventsPerSecond, int bytesPerSecond, Duration burst) {

    private static final long MICROS = 1_000_000;

    /** The time that an event with so much data takes, in microseconds, a begun one counting whole. */
    public long cost(long bytes) {
        return Math.max(divide(MICROS, eventsPerSecond), divide(bytes * MICROS, bytesPerSecond));
    }

    public long burstMicros() {
        return burst.toMillis() * 1_000;
    }

    private static long divide(long by, long divisor) {
        return (by + divisor - 1) / divisor;
    }
}
