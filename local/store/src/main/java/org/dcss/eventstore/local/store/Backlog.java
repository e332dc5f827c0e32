package org.dcss.eventstore.local.store;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether so much waits to be stored that no more should be accepted: more than is stored in {@link #WORTH}, and more than
 * {@link #ALWAYS} events. One machine accepts faster than it stores; without a bound its readers fall behind for as long as
 * somebody sends. Safe for use by several threads.
 */
final class Backlog {

    /** How far readers may fall behind. */
    static final Duration WORTH = Duration.ofSeconds(10);

    /** What may wait at any rate, since a rate is known only after a while: a burst of a few requests. */
    static final long ALWAYS = 5_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration RATE_OVER = Duration.ofSeconds(2);

    private final LongSupplier waiting;
    private final LongSupplier stored;
    private final Clock clock;
    private long lookedAt;
    private boolean full;
    private long ratedAt;
    private long storedThen;
    private double storedPerMilli;

    /**
     * A backlog.
     *
     * @param waiting how many events wait
     * @param stored how many have been stored since the start
     */
    Backlog(LongSupplier waiting, LongSupplier stored, Clock clock) {
        this.waiting = waiting;
        this.stored = stored;
        this.clock = clock;
        this.ratedAt = clock.millis();
        this.lookedAt = ratedAt - LOOK_AGAIN.toMillis();
    }

    /** As it was a quarter of a second ago, or later. */
    synchronized boolean isFull() {
        long now = clock.millis();
        if (now - lookedAt >= LOOK_AGAIN.toMillis()) {
            lookedAt = now;
            rate(now);
            full = waiting.getAsLong() > Math.max(ALWAYS, storedPerMilli * WORTH.toMillis());
        }
        return full;
    }

    private void rate(long now) {
        if (now - ratedAt >= RATE_OVER.toMillis()) {
            long storedNow = stored.getAsLong();
            storedPerMilli = (double) (storedNow - storedThen) / (now - ratedAt);
            storedThen = storedNow;
            ratedAt = now;
        }
    }
}
