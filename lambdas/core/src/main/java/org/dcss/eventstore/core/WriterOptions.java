package org.dcss.eventstore.core;

import java.time.Duration;

/**
 * How events are written.
 *
 * @param claimFor how long an event's claim is kept, and so how long a client's id is remembered; must be longer than
 *     a message can stay in the queue and the DLQ together
 * @param ordered whether each source's events take ascending slots in the queue's order (FIFO)
 * @param concurrency how many calls to the tables one batch has under way at most
 */
public record WriterOptions(Settling settling, Duration claimFor, boolean ordered, int concurrency) {

    /**
     * Checked options.
     *
     * @throws IllegalArgumentException if claims are kept under a day, or the concurrency is not 1 to 1000
     */
    public WriterOptions {
        if (claimFor.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("claims must be kept for a day or longer, not " + claimFor);
        }
        if (concurrency < 1 || concurrency > 1000) {
            throw new IllegalArgumentException("concurrency must be 1 to 1000, not " + concurrency);
        }
    }
}
