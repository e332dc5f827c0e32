package org.dcss.eventstore.core;

import java.time.Duration;
import java.time.Instant;

/**
 * The rule that keeps readers from being surprised: when a slot may still be written, and from when on it may be shown.
 *
 * <p>A put at a slot starts at most {@code settle/2} after the slot, and lands within its call timeout of
 * {@code settle/4} or never. With clocks less than {@code settle/4} apart, nothing can land at a slot any more when a
 * reader's clock shows {@code slot + settle}: the slot has settled.
 */
public record Settling(Duration settle) {

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** What a function keeps for receiving its batch and for answering. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    /**
     * A settling rule.
     *
     * @throws IllegalArgumentException if the time is under 200 ms, over 10 minutes, or no whole multiple of 4 ms
     */
    public Settling {
        if (settle.compareTo(SHORTEST) < 0 || settle.compareTo(LONGEST) > 0 || settle.toMillis() % 4 != 0) {
            throw new IllegalArgumentException(
                    "settle must be 200 ms to 10 minutes and a multiple of 4 ms, not " + settle.toMillis() + " ms");
        }
    }

    /** How long after a slot a put at it may still start. */
    public Duration startWithin() {
        return settle.dividedBy(2);
    }

    /** How long one call to a table may take, all in all. */
    public Duration callTimeout() {
        return settle.dividedBy(4);
    }

    /** By how much two functions' clocks may differ, at most and exclusive. */
    public Duration maxSkew() {
        return settle.dividedBy(4);
    }

    /** Whether a put at the slot may start now. */
    public boolean mayStart(Slot slot, Instant now) {
        return !now.isAfter(slot.plus(startWithin()));
    }

    /** From when on nothing can land at the slot any more. */
    public Instant settledAt(Slot slot) {
        return slot.plus(settle);
    }

    /** The last settled slot. */
    public Slot horizon(Instant now) {
        return Slot.at(now.minus(settle));
    }

    /** Whether the day's last slot has settled, so that the day never changes again. */
    public boolean isClosed(Day day, Instant now) {
        return !now.isBefore(settledAt(day.last()));
    }

    /** Whether a put that was seen to have landed at this time may have landed too late for a reader. */
    public boolean isAtRisk(Slot slot, Instant landed) {
        return landed.isAfter(slot.plus(startWithin()).plus(callTimeout()));
    }

    /** How long before its end a function stops working on a batch: for the calls that are under way, and for answering. */
    public Duration reserve() {
        return RESERVE.plus(callTimeout());
    }

    /**
     * Makes sure that an event can be placed, however late, by a function that is ended after this time.
     *
     * @throws IllegalArgumentException if it leaves no time for six calls one after another
     */
    public void requireTimeout(Duration functionTimeout) {
        Duration needed = callTimeout().multipliedBy(7).plus(RESERVE);
        if (functionTimeout.compareTo(needed) < 0) {
            throw new IllegalArgumentException("a function timeout of " + functionTimeout.toMillis()
                    + " ms is too short for settle = " + settle.toMillis() + " ms: it must be at least "
                    + needed.toMillis() + " ms");
        }
    }
}
