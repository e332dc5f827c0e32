package org.dcss.eventstore.intake.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.key.QuotaTable.Result;

/**
 * One source's use of its quota, as far as this function knows: what the table told it, and what it has let pass since.
 * Before it lets events pass it tells the table of them and learns what all functions have let pass: at most once a second,
 * and only if there is something worth telling; and once more for each second of the source's time, which is what it may
 * owe the table. So all functions together let pass what the quota allows and, beyond that, at most a second of the
 * source's time each. Safe for use by several threads.
 */
final class SourceUsage {

    /**
     * How much of what was asked for may pass.
     *
     * @param events from the first on
     * @param retryAfter when the rest could pass, in whole seconds
     */
    record Admission(int events, Duration retryAfter) {}

    /** How much of the source's time a function lets pass without telling, in microseconds as all of these. */
    static final long MOST_OWED = 1_000_000;

    private static final long INTERVAL = 1_000_000;
    /** How long to do without the table once it gave no answer. */
    private static final long PAUSE = 10_000_000;

    private final Source src;
    private final Quota quota;
    private final QuotaTable table;

    /** Until when the source's time is used up, with what is owed; in microseconds since 1970, as all of these. */
    private long until;
    /** The same as the table last had it. */
    private long told;
    /** Time taken that the table does not know of. */
    private long owed;

    private long nextAsk;
    private long pausedUntil;

    SourceUsage(Source src, Quota quota, QuotaTable table) {
        this.src = src;
        this.quota = quota;
        this.table = table;
    }

    /**
     * Lets events pass, from the first on, as far as the quota allows.
     *
     * @param bytes of each event's data
     * @throws ReadFailedException if the table gave no answer; then {@link #admitAlone} is for these events
     */
    synchronized Admission admit(int[] bytes, Instant at) {
        long now = micros(at);
        long[] costs = costs(bytes);
        long owing = owed + cost(costs, fitting(costs, now));
        // A clock that is set back must not keep it from asking.
        boolean isDue = now >= nextAsk || nextAsk - now > INTERVAL || owing > MOST_OWED;
        boolean isPaused = now < pausedUntil && pausedUntil - now <= PAUSE;
        if (owing <= tolerance() || !isDue || isPaused) {
            return pass(costs, now);
        }
        nextAsk = now + INTERVAL;
        try {
            return ask(costs, now);
        } catch (ReadFailedException e) {
            pausedUntil = now + PAUSE;
            // The table may have it or not; telling it twice would be at the source's cost.
            owed = 0;
            throw e;
        }
    }

    /** The same by what this function alone knows. */
    synchronized Admission admitAlone(int[] bytes, Instant at) {
        return pass(costs(bytes), micros(at));
    }

    /** What is too little to tell the table. */
    private long tolerance() {
        return quota.burstMicros() / 100;
    }

    private Admission ask(long[] costs, long now) {
        int events = fitting(costs, now);
        Result result = take(owed + cost(costs, events), now, instant(now + quota.burstMicros()));
        told = micros(result.until());
        if (result instanceof Result.TooFar) {
            until = Math.max(until, told + owed);
            events = fitting(costs, now);
            long amount = owed + cost(costs, events);
            if (amount > 0) {
                told = micros(take(amount, now, QuotaTable.ANY).until());
            }
        }
        owed = 0;
        until = told;
        return admission(costs, events, now);
    }

    private Result take(long amount, long now, Instant latest) {
        return table.take(src, instant(now), Duration.of(amount, ChronoUnit.MICROS), latest, instant(told));
    }

    private Admission pass(long[] costs, long now) {
        int events = fitting(costs, now);
        long used = cost(costs, events);
        until = from(now) + used;
        owed += used;
        return admission(costs, events, now);
    }

    /** How many of these events fit into what is left, as far as is known here. */
    private int fitting(long[] costs, long now) {
        long latest = now + quota.burstMicros();
        long used = from(now);
        int events = 0;
        // An event that takes more than the burst passes when nothing is owed: else it never would.
        while (events < costs.length && (used + costs[events] <= latest || used == now)) {
            used += costs[events++];
        }
        return events;
    }

    private long from(long now) {
        boolean isAbsurd = until - now > QuotaTable.ABSURD.toMillis() * 1_000;
        return isAbsurd ? now : Math.max(until, now);
    }

    private Admission admission(long[] costs, int events, long now) {
        long rest = cost(costs, costs.length) - cost(costs, events);
        return new Admission(
                events, inWholeSeconds(until + Math.min(rest, quota.burstMicros()) - now - quota.burstMicros()));
    }

    /** At least a second, in whole ones: what Retry-After can say. */
    private static Duration inWholeSeconds(long micros) {
        return Duration.ofSeconds(Math.max(1, (micros + 999_999) / 1_000_000));
    }

    private long[] costs(int[] bytes) {
        long[] costs = new long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            costs[i] = quota.cost(bytes[i]);
        }
        return costs;
    }

    /** What so many of these take together. */
    private static long cost(long[] costs, int events) {
        long sum = 0;
        for (int i = 0; i < events; i++) {
            sum += costs[i];
        }
        return sum;
    }

    private static long micros(Instant instant) {
        // Not by ChronoUnit, which counts nanoseconds on the way: they overflow before the last instant that is asked
        // about.
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
