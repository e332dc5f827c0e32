package org.dcss.eventstore.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Runs as time does, but from another time on, and can be put forward. */
final class MovableClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private volatile Duration ahead;

    MovableClock(Instant now) {
        this.ahead = Duration.between(real.instant(), now);
    }

    void putForwardTo(Instant now) {
        ahead = Duration.between(real.instant(), now);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC is all there is");
    }
}
