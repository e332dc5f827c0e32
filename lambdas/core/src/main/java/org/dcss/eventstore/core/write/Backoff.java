package org.dcss.eventstore.core.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exponential backoff with jitter: the n-th failure in a row waits for half to all of {@code 25 ms * 2^n}, capped. */
final class Backoff {

    private static final long FIRST_MILLIS = 25;

    private final long capMillis;
    private final RandomGenerator random;
    private int failures;
    private Optional<Instant> notBefore = Optional.empty();

    Backoff(Duration cap, RandomGenerator random) {
        this.capMillis = cap.toMillis();
        this.random = random;
    }

    void failed(Instant now) {
        long millis = Math.min(FIRST_MILLIS << Math.min(failures, 16), capMillis);
        failures++;
        notBefore = Optional.of(now.plusMillis(millis / 2 + random.nextLong(millis / 2 + 1)));
    }

    void succeeded() {
        failures = 0;
        notBefore = Optional.empty();
    }

    /** Until when to wait, if that is still ahead. */
    Optional<Instant> waitUntil(Instant now) {
        return notBefore.filter(now::isBefore);
    }
}
