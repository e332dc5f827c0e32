package org.dcss.eventstore.core.read;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * The end of the log: its last settled events, and from where the feed goes on.
 *
 * <p>Costs as a page of the feed does, and beyond the last two days one read of the index of days.
 */
public final class FeedEnd {

    /** More days than any log has: 100 years. */
    private static final int ALL_DAYS = 36_600;

    private final EventLog log;
    private final Settling settling;
    private final Clock clock;

    public FeedEnd(EventLog log, Settling settling, Clock clock) {
        this.log = log;
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * Reads the last events that pass: as many as are wanted, or fewer where finding more would cost more than a page may.
     *
     * @param count 1 or more
     * @return a page that is caught up
     * @throws ReadFailedException if the log gives no answer
     */
    public FeedPage last(Filter filter, int count) {
        Instant now = clock.instant();
        Slot horizon = settling.horizon(now);
        End end = new End(filter, count, horizon, Slot.at(now.minus(Feed.LIVE_EDGE)));
        Day today = horizon.day();
        end.read(today);
        if (today.startMillis() > 0) {
            Day yesterday = new Slot(today.startMillis() - 1).day();
            end.read(yesterday);
            if (!end.isEnough() && yesterday.startMillis() > 0) {
                List<Day> days = new ArrayList<>(log.days(
                        new Day(0), new Slot(yesterday.startMillis() - 1).day(), ALL_DAYS, Consistency.EVENTUAL));
                Collections.reverse(days);
                days.forEach(end::read);
            }
        }
        return end.page();
    }

    /** What has been read from the end on. */
    private final class End {

        private final List<StoredEvent> descending = new ArrayList<>();
        private final Filter filter;
        private final int count;
        private final Slot horizon;
        private final Slot edge;
        private Optional<Slot> lastTaken = Optional.empty();
        private long characters;
        private double units;
        private int reads;
        private int unknown;

        End(Filter filter, int count, Slot horizon, Slot edge) {
            this.filter = filter;
            this.count = count;
            this.horizon = horizon;
            this.edge = edge;
        }

        boolean isEnough() {
            return descending.size() == count
                    || reads == Feed.MAX_READS
                    || units >= Feed.ENOUGH_UNITS
                    || characters >= Feed.MAX_CHARACTERS;
        }

        /** Reads a day from its end on, unless there is enough. */
        void read(Day day) {
            Slot through = Slot.min(day.last(), horizon);
            boolean whole = false;
            while (!whole && !isEnough()) {
                LogPage page = log.readBack(
                        day.first(),
                        through,
                        filter,
                        count - descending.size(),
                        through.isAfter(edge) ? Consistency.STRONG : Consistency.EVENTUAL);
                add(page);
                whole = !page.through().isAfter(day.first());
                through = whole ? through : new Slot(page.through().millis() - 1);
            }
        }

        private void add(LogPage page) {
            reads++;
            units += page.cost().units();
            unknown += page.cost().unknown();
            lastTaken = lastTaken.isPresent() ? lastTaken : page.last();
            for (StoredEvent stored : page.events()) {
                characters += stored.event().data().length();
                descending.add(stored);
            }
        }

        FeedPage page() {
            List<StoredEvent> events = new ArrayList<>(descending);
            Collections.reverse(events);
            return new FeedPage(events, lastTaken.orElse(new Slot(0)), horizon, true, unknown);
        }
    }
}
