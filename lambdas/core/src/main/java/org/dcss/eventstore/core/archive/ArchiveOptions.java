package org.dcss.eventstore.core.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;

/**
 * When a day is archived and compared, and how it is cut.
 *
 * @param margin how long after a day is closed it is archived: what lands late or is repaired meanwhile is in it
 * @param again how long after that it is compared with the table once more
 * @param retention how long after its slot the table may delete an event; empty keeps all for ever
 * @param partBytes how long the text of a part is at most, over all sources and types, unless its first line alone is longer
 */
public record ArchiveOptions(
        Settling settling, Duration margin, Duration again, Optional<Duration> retention, int partBytes) {

    private static final Duration MARGIN = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofDays(7);
    private static final int PART_BYTES = 64 * 1024 * 1024;
    /** A day, its margin, and a day in which the archiver may be down. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(3);

    private static final Duration DAY = Duration.ofDays(1);

    /** @throws IllegalArgumentException if events may be deleted within 3 days, or a part may hold nothing */
    public ArchiveOptions {
        if (retention.filter(kept -> kept.compareTo(SHORTEST_RETENTION) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "events must be kept for 3 days or longer where there is an archive, not " + retention.get()
                            + ": they could be deleted before they are in it");
        }
        if (margin.isNegative() || again.isNegative() || partBytes < 1) {
            throw new IllegalArgumentException(
                    "no such archive: margin " + margin + ", again " + again + ", parts of " + partBytes + " bytes");
        }
    }

    /** An hour's margin, compared again after 7 days, in parts of 64 MB (67,108,864 bytes). */
    public static ArchiveOptions of(Settling settling, Optional<Duration> retention) {
        return new ArchiveOptions(settling, MARGIN, AGAIN, retention, PART_BYTES);
    }

    /** The last day that has been closed for the margin and this long; empty if there is none since 1970. */
    Optional<Day> lastDue(Instant now, Duration longer) {
        Instant then = now.minus(margin).minus(longer);
        // The last slot of the day before may still be unsettled then.
        for (Instant within = then.minus(DAY); !within.isBefore(Instant.EPOCH); within = within.minus(DAY)) {
            Day day = Day.containing(within);
            if (settling.isClosed(day, then)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** Whether the table may have deleted some of the day's events, or may do so within a day. */
    boolean mayHaveExpired(Day day, Instant now) {
        return retention
                .map(kept -> !now.isBefore(day.first().plus(kept).minus(DAY)))
                .orElse(false);
    }
}
