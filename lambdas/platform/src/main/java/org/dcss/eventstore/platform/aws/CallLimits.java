package org.dcss.eventstore.platform.aws;

import java.time.Duration;

/**
 * How long a client works on one call before it gives up.
 *
 * @param attempt for one attempt
 * @param total for all attempts and the waits between them
 * @param attempts 1 for no retries
 */
public record CallLimits(Duration attempt, Duration total, int attempts) {

    /**
     * Checked limits.
     *
     * @throws IllegalArgumentException if there is no time or no attempt
     */
    public CallLimits {
        if (attempt.isNegative() || attempt.isZero() || total.compareTo(attempt) < 0 || attempts < 1) {
            throw new IllegalArgumentException("no such limits for a call: " + attempts + " attempts of "
                    + attempt.toMillis() + " ms within " + total.toMillis() + " ms");
        }
    }

    /** One attempt, for callers that see to retries themselves. */
    public static CallLimits once(Duration time) {
        return new CallLimits(time, time, 1);
    }
}
