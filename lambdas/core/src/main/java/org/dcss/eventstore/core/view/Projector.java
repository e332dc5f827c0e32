package org.dcss.eventstore.core.view;

import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/**
 * Applies the log to views, a page at a time. Any number of projectors may do so at once, end at any point and begin again:
 * the views are the same. One projector is for one thread.
 */
public final class Projector {

    private final Feed feed;
    private final ViewTable table;
    private final int pageSize;
    /** The page that was read last in this round, and the slot that it begins after. */
    private Optional<Read> last = Optional.empty();

    private record Read(Slot after, FeedPage page) {}

    /** @param pageSize how many events one step applies at most, 1 or more */
    public Projector(Feed feed, ViewTable table, int pageSize) {
        this.feed = feed;
        this.table = table;
        this.pageSize = pageSize;
    }

    /**
     * What came of a step.
     *
     * @param through what the view is complete through now, at least
     * @param events how many were on the page
     * @param caughtUp whether nothing more had settled; if not, the next step may find more at once
     */
    public record Step(Slot through, int events, boolean caughtUp) {}

    /**
     * Follows the log for a view: reads the page after the view's checkpoint, applies it, and only then moves the checkpoint.
     * Followers of one projector that come to the same slot in one round share the page: what settles meanwhile is seen in
     * the next.
     */
    public Follower follow(View view) {
        return new ViewFollower(view, table, this);
    }

    /** Begins the next round. */
    public void nextRound() {
        last = Optional.empty();
    }

    /**
     * One step of a view, in a round of its own.
     *
     * @throws ReadFailedException if the log gives no answer
     * @throws ViewTableException if the table gives none
     * @throws ViewConflictException if the table holds what the log does not say
     */
    public Step step(View view) {
        nextRound();
        return follow(view).step();
    }

    FeedPage pageAfter(Slot slot) {
        Read read = last.filter(page -> page.after().equals(slot))
                .orElseGet(() -> new Read(slot, feed.page(slot, Filter.NONE, pageSize)));
        last = Optional.of(read);
        return read.page();
    }
}
