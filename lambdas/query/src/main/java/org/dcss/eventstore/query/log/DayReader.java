package org.dcss.eventstore.query.log;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.query.answer.EventArray;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Reading;

/**
 * Reads a day, whole if it fits into one answer.
 *
 * <p>The events of a day that is not over yet may still gain one between them. So a page that does not hold the whole
 * rest of its day ends at a settled slot, and who follows the links misses nothing.
 *
 * <p>Memory: two reads of 1 MB, the answer, which {@link EventArray} bounds, and as much again at most for events that
 * have not settled. A usual day, 20 MB of JSON, is answered within a heap of 64 MB.
 */
final class DayReader {

    private final EventLog log;
    private final Settling settling;
    private final Executor executor;
    private final Clock clock;

    /** @param executor runs one read at a time for each caller */
    DayReader(EventLog log, Settling settling, Executor executor, Clock clock) {
        this.log = log;
        this.settling = settling;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Reads until the day ends, the answer is full or too much was passed over: tombstones, and what a filter leaves out,
     * cost as many read units as for a page of the feed ({@link Feed#ENOUGH_UNITS}). What is shown is bounded by the answer.
     *
     * @param answerBy when to end the page early
     * @throws ReadFailedException if the log gives no answer
     */
    Page read(EventsQuery.OfDay query, Reading reading, Instant answerBy) {
        Slot first = query.after()
                .map(after -> Slot.max(after.next(), query.day().first()))
                .orElse(query.day().first());
        Instant now = clock.instant();
        EventArray events = EventArray.ofDay(reading);
        Unsettled unsettled = new Unsettled(events);
        Slot before = new Slot(Math.max(0, first.millis() - 1));
        Slot position = before;
        int unknown = 0;
        try (ReadAhead reads = new ReadAhead(
                log,
                query.selection().filter(),
                executor,
                stretches(first, query.day().last(), now))) {
            for (Optional<ReadAhead.Read> read = reads.next(); read.isPresent(); read = reads.next()) {
                LogPage found = read.get().page();
                unknown += found.cost().unknown();
                if (!read.get().stretch().settled()) {
                    boolean whole = !reads.isSpent()
                            || found.through().equals(query.day().last());
                    if (!unsettled.addAll(found.events()) || !whole) {
                        Slot settled = Slot.max(before, settling.horizon(now));
                        return new Page(events, Optional.of(settled), true, unknown);
                    }
                    continue;
                }
                for (StoredEvent event : found.events()) {
                    if (!events.addIfItFits(event)) {
                        return new Page(events, Optional.of(position), false, unknown);
                    }
                    position = event.slot();
                }
                position = found.through();
                boolean enough = reads.isSpent() || clock.instant().isAfter(answerBy);
                if (enough && !position.equals(query.day().last())) {
                    return new Page(events, Optional.of(position), false, unknown);
                }
            }
        }
        unsettled.show();
        return new Page(events, Optional.empty(), true, unknown);
    }

    private List<ReadAhead.Stretch> stretches(Slot first, Slot last, Instant now) {
        List<ReadAhead.Stretch> stretches = new ArrayList<>(3);
        Slot from = first;
        from = add(stretches, from, Slot.min(last, Slot.at(now.minus(Feed.LIVE_EDGE))), true, Consistency.EVENTUAL);
        from = add(stretches, from, Slot.min(last, settling.horizon(now)), true, Consistency.STRONG);
        add(stretches, from, last, false, Consistency.STRONG);
        return stretches;
    }

    /** Adds a stretch unless it is empty, and returns where the next one starts. */
    private static Slot add(
            List<ReadAhead.Stretch> stretches, Slot from, Slot through, boolean settled, Consistency consistency) {
        if (from.isAfter(through)) {
            return from;
        }
        stretches.add(new ReadAhead.Stretch(from, through, settled, consistency));
        return through.next();
    }

    /** Events that are shown all together or not at all. */
    private static final class Unsettled {

        private final EventArray answer;
        private final List<StoredEvent> events = new ArrayList<>();
        private final List<byte[]> written = new ArrayList<>();
        private int bytes;

        Unsettled(EventArray answer) {
            this.answer = answer;
        }

        /** Whether all of them fit into the answer, for certain. */
        boolean addAll(List<StoredEvent> more) {
            for (StoredEvent event : more) {
                byte[] text = answer.text(event);
                bytes += text.length + 1;
                if (!answer.hasRoomFor(bytes)) {
                    return false;
                }
                events.add(event);
                written.add(text);
            }
            return true;
        }

        void show() {
            for (int i = 0; i < events.size(); i++) {
                answer.add(events.get(i), written.get(i));
            }
        }
    }
}
