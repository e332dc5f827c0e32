package org.dcss.eventstore.local.queue;

import java.time.Duration;

/**
 * How a queue is drained.
 *
 * @param batchSize messages a function gets at once, at most: 1 to 10,000, with FIFO 10
 * @param window how long to gather a batch that is not full
 * @param concurrency how many batches are worked on at once
 */
public record MappingOptions(int batchSize, Duration window, int concurrency) {

    /**
     * Checked options.
     *
     * @throws IllegalArgumentException if AWS would not take them
     */
    public MappingOptions {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("a batch holds 1 to 10,000 messages, not " + batchSize);
        }
        if (window.isNegative() || window.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("a window is 0 to 300 s, not " + window);
        }
        if (batchSize > 10 && window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a batch of more than 10 needs a window of a second or more");
        }
        if (concurrency < 1 || concurrency > 1_000) {
            throw new IllegalArgumentException("concurrency is 1 to 1,000, not " + concurrency);
        }
    }
}
