package org.dcss.eventstore.core.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** One function's clock: ahead of true time by less than the skew that is allowed, and by how much may change. */
final class SimulatedClock extends Clock {

    private final LongSupplier trueTime;
    private final Chance chance;
    private final LongSupplier skew;
    private final long fault;
    private long ahead;

    /**
     * A clock.
     *
     * @param skew by how much it is ahead of true time whenever it is set, in microseconds
     * @param fault by how much it is ahead beyond what is allowed; 0 but for a mutant
     */
    SimulatedClock(LongSupplier trueTime, Chance chance, LongSupplier skew, long fault) {
        this.trueTime = trueTime;
        this.chance = chance;
        this.skew = skew;
        this.fault = fault;
        this.ahead = skew.getAsLong();
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    @Override
    public Instant instant() {
        if (chance.oneIn(60)) {
            ahead = skew.getAsLong();
        }
        return instant(trueTime.getAsLong() + ahead + fault);
    }

    /** The true time at which this clock shows the instant, unless it is set in between. */
    long trueTimeOf(Instant instant) {
        return micros(instant) - ahead - fault;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
