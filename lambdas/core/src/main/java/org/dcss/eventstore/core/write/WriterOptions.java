package org.dcss.eventstore.core.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;

/**
 * How events are written.
 *
 * @param retention how long after its slot an item may be deleted; empty keeps all for ever
 * @param ordered whether each source's events take ascending slots in the queue's order (FIFO)
 * @param concurrency how many calls to the tables one batch has under way at most
 */
public record WriterOptions(Settling settling, Optional<Duration> retention, boolean ordered, int concurrency) {

    /** More than clocks differ by and than the longest batch or a put in flight can take. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /**
     * Checked options.
     *
     * @throws IllegalArgumentException if events are kept under a day, or the concurrency is not 1 to 1000
     */
    public WriterOptions {
        if (retention.filter(kept -> kept.compareTo(Duration.ofDays(1)) < 0).isPresent()) {
            throw new IllegalArgumentException("events must be kept for a day or longer, not " + retention.get());
        }
        if (concurrency < 1 || concurrency > 1000) {
            throw new IllegalArgumentException("concurrency must be 1 to 1000, not " + concurrency);
        }
    }

    /** Whether what was written at this time or soon after may have been deleted, or may be while a batch is written. */
    boolean mayBeDeleted(Instant written, Instant now) {
        return retention
                .filter(kept -> !now.isBefore(written.plus(kept).minus(MARGIN)))
                .isPresent();
    }
}
