package org.dcss.eventstore.core.view;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/**
 * Answers questions to a view exactly as if all of the log up to one slot had been applied and nothing after it: it reads
 * the checkpoint, the log's tail from there and the items, applies the tail above the items, and reads on until the tail
 * covers every item that it has read.
 */
public final class ViewReader {

    /** How many pages of the tail one answer reads: who asks is better told how far it goes than kept waiting. */
    static final int MAX_PAGES = 4;

    private static final int PAGE = 1000;

    private final EventLog log;
    private final Settling settling;
    private final ViewTable table;
    private final Clock clock;

    public ViewReader(EventLog log, Settling settling, ViewTable table, Clock clock) {
        this.log = log;
        this.settling = settling;
        this.table = table;
        this.clock = clock;
    }

    /**
     * An answer.
     *
     * @param through every event up to this slot is in it, and none after
     */
    public record Exact<T>(T value, Slot through) {}

    /**
     * Asks a view.
     *
     * @param question reads what it needs from the table that it is given, and may be asked more than once
     * @throws ReadFailedException if the log gives no answer, or the view runs so far ahead of its checkpoint that there is
     *     none of bounded cost
     * @throws ViewTableException if the table gives no answer
     */
    public <T> Exact<T> ask(View view, Function<ViewTable, T> question) {
        Slot position = view.completeThrough(table);
        Overlay overlay = new Overlay(table);
        for (int pages = 1; pages <= MAX_PAGES; pages++) {
            FeedPage page = feedThrough(overlay.latest()).page(position, Filter.NONE, PAGE);
            view.apply(page.events(), overlay);
            position = page.caughtUp() ? Slot.max(page.next(), page.horizon()) : page.next();
            if (page.caughtUp() || pages == MAX_PAGES) {
                T value = question.apply(overlay);
                if (!overlay.latest().isAfter(position)) {
                    return new Exact<>(value, position);
                }
            }
        }
        throw new ReadFailedException(
                "view " + view.name() + " is far ahead of its checkpoint", new IllegalStateException());
    }

    /** A projector whose clock is ahead of this one's may have applied what has not settled here: it has settled all the same. */
    private Feed feedThrough(Slot applied) {
        Instant now = clock.instant();
        Instant settled = settling.settledAt(applied);
        return new Feed(log, settling, Clock.fixed(now.isAfter(settled) ? now : settled, clock.getZone()));
    }
}
