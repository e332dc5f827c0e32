package org.dcss.eventstore.tools.verify;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.StoreClient;
import org.dcss.eventstore.tools.verify.digest.DayContent;
import org.dcss.eventstore.tools.verify.digest.Ids;

/** A day and the feed's stretch of it, side by side: each ascending, both the same, each id once. Holds a page of each. */
final class DayCheck {

    /** Takes each event of the day, in order. */
    interface Taker {
        void take(ReadEvent event);
    }

    private final StoreClient client;
    private final Supplier<LogReader> readers;
    private final Findings findings;
    private Ids idsBefore = new Ids();

    /** @param readers of which each remembers the tag of its own last page */
    DayCheck(StoreClient client, Supplier<LogReader> readers, Findings findings) {
        this.client = client;
        this.readers = readers;
        this.findings = findings;
    }

    /**
     * Checks a day; those of a range one after the other, since an id is looked for on the day before, too.
     *
     * @param through up to which slot: the day's last, or one that has settled
     */
    DayContent check(LocalDate day, long through, Taker taker) throws ToolException, InterruptedException {
        long start = DayContent.start(day);
        EventCursor ofDay = cursor(day, "events?ts_day=" + start, through, "the day");
        EventCursor ofFeed = cursor(day, "events?after=" + Math.max(0, start - 1), through, "the feed");
        DayContent content = new DayContent(day);
        Ids ids = new Ids();
        boolean again = false;
        while (true) {
            Optional<ReadEvent> one = ofDay.peek();
            Optional<ReadEvent> other = ofFeed.peek();
            if (one.isEmpty() && other.isEmpty()) {
                break;
            }
            long slot = one.map(ReadEvent::ts).orElse(Long.MAX_VALUE);
            long inFeed = other.map(ReadEvent::ts).orElse(Long.MAX_VALUE);
            if (slot < inFeed) {
                findings.broken(day, slot, "in the day, and not in the feed");
            } else if (inFeed < slot) {
                findings.broken(day, inFeed, "in the feed, and not in the day");
            } else if (!one.map(ReadEvent::json).equals(other.map(ReadEvent::json))) {
                findings.broken(day, slot, "not the same in the day and in the feed");
            }
            if (slot <= inFeed && one.isPresent()) {
                ReadEvent event = one.get();
                if (content.holds(event)) {
                    content.add(event);
                    taker.take(event);
                    ids.add(event);
                    again |= idsBefore.contains(event);
                } else {
                    findings.broken(day, slot, "in an answer for this day, and not of it");
                }
                ofDay.advance();
            }
            if (inFeed <= slot && other.isPresent()) {
                ofFeed.advance();
            }
        }
        ids.sort();
        if (again || ids.isTwice()) {
            nameDoubles(day, through, ids);
        }
        idsBefore = ids;
        return content;
    }

    /** Seldom needed, so the day is read once more instead of kept. */
    private void nameDoubles(LocalDate day, long through, Ids ids) throws ToolException, InterruptedException {
        EventCursor again = cursor(day, "events?ts_day=" + DayContent.start(day), through, "the day");
        for (Optional<ReadEvent> event = again.peek(); event.isPresent(); event = again.peek()) {
            if (ids.isTwice(event.get()) || idsBefore.contains(event.get())) {
                findings.broken(
                        day,
                        event.get().ts(),
                        "id " + event.get().id() + " of " + event.get().src() + " is in the log more than once");
            }
            again.advance();
        }
    }

    private EventCursor cursor(LocalDate day, String path, long through, String where) {
        return new EventCursor(
                readers.get(),
                client.resolve(path),
                through,
                (event, before) -> findings.broken(day, event.ts(), "in " + where + " behind slot " + before));
    }
}
