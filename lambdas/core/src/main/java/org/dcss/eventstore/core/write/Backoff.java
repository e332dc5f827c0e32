package org.dcss.eventstore.core.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Reply;

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

    /** Notes how a call ended; returns what the table said, if it did. */
    <T> Optional<T> after(Reply<T> reply, Instant now) {
        if (reply instanceof Reply.Known<T> known) {
            failures = 0;
            notBefore = Optional.empty();
            return Optional.of(known.value());
        }
        failed(now);
        return Optional.empty();
    }

    private void failed(Instant now) {
        long millis = Math.min(FIRST_MILLIS << Math.min(failures, 16), capMillis);
        failures++;
        notBefore = Optional.of(now.plusMillis(millis / 2 + random.nextLong(millis / 2 + 1)));
    }

    /** Until when to wait, if that is still ahead. */
    Optional<Instant> waitUntil(Instant now) {
        return notBefore.filter(now::isBefore);
    }
}
