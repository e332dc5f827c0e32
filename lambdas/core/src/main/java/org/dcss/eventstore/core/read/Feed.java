package org.dcss.eventstore.core.read;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;

/**
 * The log as pages of settled events: a reader who follows {@code next} sees every event once, in
 * slot order.
 *
 * <p>A page costs at most {@link #MAX_READS} reads of events, one of the index of days if it spans more than a day, and
 * little more read units than one read of 1 MB: see {@link #ENOUGH_UNITS}. A page that finds nothing after the last event of
 * the log costs one read unit, once that event's day is over one more the first time.
 */
public final class Feed {

    /** How many reads of events a page takes at most; a page that needs more ends early. */
    public static final int MAX_READS = 16;

    /**
     * A page that has spent so many read units begins no further read. A read takes 1 MB at most, which is 128 units, or
     * 256 strongly consistent: so a page costs fewer than 192 (1.5 MB), or fewer than 320 at the live edge. Whoever filters
     * for what is rare, or comes to a long stretch of tombstones, is led on from there.
     */
    public static final int ENOUGH_UNITS = 64;

    /** How many characters of data a page holds at most, unless its first event alone has more. */
    public static final int MAX_CHARACTERS = 4_000_000;

    /**
     * Slots older than this are read eventually consistent, unless a page reads them in one go with newer ones. DynamoDB names no bound, but speaks of a second:
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
     */
    public static final Duration LIVE_EDGE = Duration.ofMinutes(15);

    private static final Slot BEGINNING = new Slot(0);

    private final EventLog log;
    private final Settling settling;
    private final Clock clock;

    /**
     * The last event of the closed day that was read to its end last: whoever waits behind it, because nothing has come
     * since, need not have that day read again.
     */
    private volatile Optional<Slot> lastOfClosedDay = Optional.empty();

    public Feed(EventLog log, Settling settling, Clock clock) {
        this.log = log;
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * Reads the settled events after a slot.
     *
     * @param limit how many events at most, 1 or more
     * @throws ReadFailedException if the log gives no answer
     */
    public FeedPage page(Slot after, Filter filter, int limit) {
        Instant now = clock.instant();
        Slot horizon = settling.horizon(now);
        if (!horizon.isAfter(after)) {
            return new FeedPage(List.of(), after, horizon, true, 0);
        }
        Slot edge = Slot.at(now.minus(LIVE_EDGE));
        FeedPageBuilder page = new FeedPageBuilder(after, limit);
        Day day = after.next().day();
        boolean open = day.equals(horizon.day());
        // The day in which a reader stands most likely fills the page. Whoever begins at 0 stands in none.
        boolean standsInIt = open || !after.equals(BEGINNING);
        if (standsInIt && !add(day, page, filter, horizon, edge)) {
            return page.more(horizon);
        }
        if (open) {
            return page.caughtUp(horizon);
        }
        List<Day> days = log.days(standsInIt ? day.next() : day, horizon.day(), MAX_READS, Consistency.STRONG);
        for (Day later : days) {
            if (!add(later, page, filter, horizon, edge)) {
                return page.more(horizon);
            }
        }
        boolean all = days.size() < MAX_READS || days.get(MAX_READS - 1).equals(horizon.day());
        return all ? page.caughtUp(horizon) : page.more(horizon);
    }

    /** Adds what of a day lies behind the page's position; whether all of it was read. */
    private boolean add(Day day, FeedPageBuilder page, Filter filter, Slot horizon, Slot edge) {
        if (isKnownToEndAt(day, page.position())) {
            return true;
        }
        boolean open = day.equals(horizon.day());
        Slot from = Slot.max(page.position().next(), day.first());
        Slot last = Slot.min(day.last(), horizon);
        while (!from.isAfter(last)) {
            if (page.isFull()) {
                return false;
            }
            // Of the open day a single read, though twice as dear, costs a poll that finds nothing less than two.
            boolean settledLongAgo = !open && !from.isAfter(edge);
            Slot through = settledLongAgo ? Slot.min(edge, last) : last;
            page.add(log.read(
                    from, through, filter, page.room(), settledLongAgo ? Consistency.EVENTUAL : Consistency.STRONG));
            from = page.position().next();
        }
        if (!open && page.lastTaken().day().equals(day)) {
            lastOfClosedDay = Optional.of(page.lastTaken());
        }
        return true;
    }

    /** Whether the day is over, and nothing lies in it after the position. */
    private boolean isKnownToEndAt(Day day, Slot position) {
        return lastOfClosedDay
                .filter(last -> last.day().equals(day) && !last.isAfter(position))
                .isPresent();
    }
}
