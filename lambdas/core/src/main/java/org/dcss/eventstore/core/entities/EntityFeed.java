package org.dcss.eventstore.core.entities;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * The settled events that are about something, with the feed's promises: from the index as far as it is complete, and from
 * the log beyond. An event that was withdrawn is about nothing.
 *
 * <p>A page costs little more than {@link Fetcher#ENOUGH_UNITS} read units of events, and a page of the feed: what the
 * index does not hold yet. Whoever asks again within {@link #SHORT} what came after the same event pays what the feed's poll
 * costs: the log is read from where the last page ended. Only where it holds more than a page since then, the index is read too, and a
 * second page of the log.
 */
public final class EntityFeed {

    /** So much of the log is cheaper to read than the index, and less than a page of the feed. */
    static final Duration SHORT = Duration.ofMinutes(2);

    /** What lands after its slot has settled, which must not happen, is found all the same if it is no later than this. */
    static final Duration SLACK = Duration.ofSeconds(10);

    private final EventLog log;
    private final ViewTable table;
    private final Settling settling;
    private final QuietStretches quiet;
    private final Clock clock;

    /** @param quiet what earlier pages have shown */
    public EntityFeed(EventLog log, ViewTable table, Settling settling, QuietStretches quiet, Clock clock) {
        this.log = log;
        this.table = table;
        this.settling = settling;
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * Reads the settled events after a slot.
     *
     * @param until the last slot that is wanted
     * @param limit how many events at most, 1 or more
     * @return a page as {@link Feed#page} returns one; caught up too where it has come to {@code until}
     */
    public FeedPage page(About about, Slot after, Slot until, int limit) {
        Instant now = clock.instant();
        Progress progress = new Progress(after, limit);
        progress.position = quiet.endOf(about, after);
        Slot horizon = Slot.max(settling.horizon(now), progress.position);
        boolean pollsAgain =
                Duration.between(progress.position.start(), horizon.start()).compareTo(SHORT) <= 0;
        if (pollsAgain) {
            readTail(about, progress, Slot.min(until, horizon), now);
        }
        if (!pollsAgain || progress.isBefore(Slot.min(until, horizon))) {
            // The log goes on for more than a page from here: the index leads through it.
            Slot complete = about.index().completeThrough(table);
            horizon = Slot.max(horizon, complete);
            Slot end = Slot.min(until, horizon);
            readIndex(about, progress, Slot.min(complete, end), new Fetcher(log, about, now));
            if (progress.isBefore(end)) {
                readTail(about, progress, end, now);
            }
        }
        Slot end = Slot.min(until, horizon);
        boolean caughtUp = !progress.isCut && !progress.isBefore(end);
        if (caughtUp) {
            quiet.note(about, progress.lastTaken, new Slot(Math.max(0, end.millis() - SLACK.toMillis())));
        }
        Slot next = caughtUp ? progress.lastTaken : progress.position;
        return new FeedPage(progress.events, next, caughtUp ? horizon : progress.position, caughtUp, 0);
    }

    private void readIndex(About about, Progress progress, Slot through, Fetcher fetcher) {
        while (through.isAfter(progress.position) && !progress.isCut) {
            List<Entities.Indexed> read = about.index()
                    .after(table, about.entity(), progress.position, through, fetcher.ask(progress.room()));
            fetcher.haveRead(read.size());
            if (read.isEmpty()) {
                progress.position = through;
                return;
            }
            for (List<Entities.Indexed> batch : Fetcher.batches(read, progress.room())) {
                progress.addAll(fetcher.fetch(slots(about, batch)));
                progress.position = batch.get(batch.size() - 1).slot();
                progress.lastTaken = progress.position;
                if (progress.room() == 0 || fetcher.isSpent()) {
                    progress.isCut = through.isAfter(progress.position);
                    break;
                }
                if (batch.size() > progress.room()) {
                    // The next batch might bring more than there is room for.
                    break;
                }
            }
        }
    }

    private void readTail(About about, Progress progress, Slot end, Instant now) {
        FeedPage tail = feed(now).page(progress.position, Filter.NONE, EntityTail.PAGE);
        for (StoredEvent stored : tail.events()) {
            if (stored.slot().isAfter(end)) {
                progress.position = end;
                return;
            }
            if (about.isAbout(stored)) {
                if (about.isWanted(stored)) {
                    if (progress.room() == 0) {
                        progress.isCut = true;
                        return;
                    }
                    progress.addAll(List.of(stored));
                }
                progress.position = stored.slot();
                progress.lastTaken = stored.slot();
            }
        }
        progress.position = tail.caughtUp() ? end : Slot.min(end, tail.next());
    }

    private Feed feed(Instant now) {
        return new Feed(log, settling, Clock.fixed(now, clock.getZone()));
    }

    /**
     * The last settled events, as many as are wanted or fewer where finding them would cost more than a page may, and from
     * where the feed goes on.
     *
     * @param count 1 or more
     */
    public FeedPage last(About about, int count) {
        Instant now = clock.instant();
        Slot complete = about.index().completeThrough(table);
        EntityTail tail = EntityTail.read(feed(now), about, complete);
        List<StoredEvent> descending = new ArrayList<>(tail.wanted());
        Collections.reverse(descending);
        Slot lastTaken = tail.lastTaken();
        Fetcher fetcher = new Fetcher(log, about, now);
        Slot position = complete;
        while (descending.size() < count && !fetcher.isSpent()) {
            int room = count - descending.size();
            List<Entities.Indexed> read = about.index().back(table, about.entity(), position, fetcher.ask(room));
            fetcher.haveRead(read.size());
            if (read.isEmpty()) {
                break;
            }
            lastTaken = Slot.max(lastTaken, read.get(0).slot());
            for (List<Entities.Indexed> batch : Fetcher.batches(read, Fetcher.BATCH)) {
                List<StoredEvent> found = new ArrayList<>(fetcher.fetch(slots(about, batch)));
                Collections.reverse(found);
                descending.addAll(found);
                if (descending.size() >= count || fetcher.isSpent()) {
                    break;
                }
            }
            Slot first = read.get(read.size() - 1).slot();
            if (first.millis() == 0) {
                break;
            }
            position = new Slot(first.millis() - 1);
        }
        List<StoredEvent> events = new ArrayList<>(descending.subList(0, Math.min(count, descending.size())));
        Collections.reverse(events);
        Slot through = Slot.max(complete, tail.through());
        return new FeedPage(events, tail.caughtUp() ? lastTaken : through, through, tail.caughtUp(), 0);
    }

    private static List<Slot> slots(About about, List<Entities.Indexed> events) {
        return events.stream()
                .filter(about::mayPass)
                .map(Entities.Indexed::slot)
                .toList();
    }

    /** How far a page has come. */
    private static final class Progress {

        private final List<StoredEvent> events = new ArrayList<>();
        private final int limit;
        /** Every wanted event up to here is on this page or an earlier one. */
        private Slot position;
        /** The last event about it that was examined, or where the page began. */
        private Slot lastTaken;

        private boolean isCut;

        Progress(Slot after, int limit) {
            this.position = after;
            this.lastTaken = after;
            this.limit = limit;
        }

        /** Whether it goes on, and has not come to a slot. */
        boolean isBefore(Slot end) {
            return !isCut && end.isAfter(position);
        }

        int room() {
            return limit - events.size();
        }

        void addAll(List<StoredEvent> more) {
            events.addAll(more);
        }
    }
}
