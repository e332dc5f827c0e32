package org.dcss.eventstore.tools.frame;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait after each failure in a row: 1 s, doubled each time up to 60 s, and by chance between half of it and all. */
public final class Backoff {

    private static final long FIRST_MILLIS = 1_000;
    private static final int DOUBLINGS = 6;
    private static final long MOST_MILLIS = 60_000;

    private final RandomGenerator random;
    private int failures;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    public void succeeded() {
        failures = 0;
    }

    /** Failures since the last success. */
    public int failures() {
        return failures;
    }

    /** Counts a failure. The time is at least what the server asked for, but not more than ten minutes. */
    public Duration failed(Optional<Duration> retryAfter) {
        long whole = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, DOUBLINGS));
        failures++;
        Duration own = Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
        Duration asked = retryAfter.orElse(Duration.ZERO);
        Duration most = Duration.ofMillis(10 * MOST_MILLIS);
        Duration wanted = asked.compareTo(most) > 0 ? most : asked;
        return own.compareTo(wanted) > 0 ? own : wanted.plusMillis(random.nextLong(FIRST_MILLIS));
    }
}
