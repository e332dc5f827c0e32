package org.dcss.eventstore.query.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * The counts of days that are over, kept in memory for an hour: they change no more, and most of what is asked for is of such
 * days. Safe for use by several threads.
 */
final class CountedDays {

    /** As long as an answer that is known to be true may be told on. A day that was mended is seen to be so after that. */
    static final Duration BELIEVED = Duration.ofHours(1);

    /** Days of a source times types that are kept: each takes some 300 bytes. */
    static final int MAX_CELLS = CountsJson.MAX_CELLS;

    private final Map<Day, Kept> days = new HashMap<>();
    private int cells;

    private record Kept(List<Counts.Row> rows, Instant since) {}

    /** What one answer has read; for one thread. */
    final class Reading {

        private final Map<Day, List<Counts.Row>> read = new HashMap<>();
        private final Instant now;

        private Reading(Instant now) {
            this.now = now;
        }

        /**
         * Passes rows on, in the order of days and sources.
         *
         * @param taker says whether it takes another one
         * @return whether it took all
         */
        boolean eachRow(ViewTable table, Day from, Day through, Predicate<Counts.Row> taker) {
            Day day = from;
            while (day.compareTo(through) <= 0) {
                Optional<List<Counts.Row>> kept = kept(day, now);
                if (kept.isPresent()) {
                    if (!kept.get().stream().allMatch(taker)) {
                        return false;
                    }
                    day = day.next();
                } else {
                    Day last = lastUnknown(day, through);
                    if (!read(table, day, last, taker)) {
                        return false;
                    }
                    day = last.next();
                }
            }
            return true;
        }

        private Day lastUnknown(Day from, Day through) {
            Day last = from;
            while (last.compareTo(through) < 0 && kept(last.next(), now).isEmpty()) {
                last = last.next();
            }
            return last;
        }

        private boolean read(ViewTable table, Day from, Day through, Predicate<Counts.Row> taker) {
            Map<Day, List<Counts.Row>> rows = new HashMap<>();
            for (Day day = from; day.compareTo(through) <= 0; day = day.next()) {
                rows.put(day, new ArrayList<>());
            }
            boolean all = Counts.eachRow(table, from, through, row -> {
                rows.getOrDefault(row.day(), new ArrayList<>()).add(row);
                return taker.test(row);
            });
            if (all) {
                read.putAll(rows);
            }
            return all;
        }

        /** Keeps the days that were read, if they are over and the view is complete through them. */
        void keep(Predicate<Day> isOver) {
            read.forEach((day, rows) -> {
                if (isOver.test(day)) {
                    CountedDays.this.keep(day, new Kept(List.copyOf(rows), now));
                }
            });
        }
    }

    Reading at(Instant now) {
        return new Reading(now);
    }

    private synchronized Optional<List<Counts.Row>> kept(Day day, Instant now) {
        return Optional.ofNullable(days.get(day))
                .filter(kept -> now.isBefore(kept.since().plus(BELIEVED)))
                .map(Kept::rows);
    }

    private synchronized void keep(Day day, Kept kept) {
        int more = cells(kept);
        if (cells + more > MAX_CELLS) {
            days.clear();
            cells = 0;
        }
        Kept before = days.put(day, kept);
        cells += more - (before == null ? 0 : cells(before));
    }

    /** A day without events takes as much as one cell. */
    private static int cells(Kept kept) {
        return 1
                + kept.rows().stream()
                        .mapToInt(row -> row.counts().totals().size())
                        .sum();
    }
}
