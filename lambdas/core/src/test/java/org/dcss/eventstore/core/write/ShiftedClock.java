package org.dcss.eventstore.core.write;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs and can be set forward; counts how often it is looked at. */
final class ShiftedClock extends Clock {

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
    private final AtomicLong looks = new AtomicLong();

    void advance(Duration by) {
        shift.updateAndGet(by::plus);
    }

    long looks() {
        return looks.get();
    }

    @Override
    public Instant instant() {
        looks.incrementAndGet();
        return Clock.systemUTC().instant().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
