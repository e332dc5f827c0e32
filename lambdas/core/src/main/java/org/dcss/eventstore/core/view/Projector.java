package org.dcss.eventstore.core.view;

import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/**
 * Applies the log to views, a page at a time. Any number of projectors may do so at once, end at any point and begin again:
 * the views are the same.
 */
public final class Projector {

    private final Feed feed;
    private final ViewTable table;
    private final int pageSize;

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
     * Reads the page after the view's checkpoint, applies it, and only then moves the checkpoint.
     *
     * @throws ReadFailedException if the log gives no answer
     * @throws ViewTableException if the table gives none
     * @throws ViewConflictException if the table holds what the log does not say
     */
    public Step step(View view) {
        Optional<Slot> read = table.get(view.checkpoint()).map(ViewItem::through);
        Slot from = read.orElse(new Slot(0));
        FeedPage page = feed.page(from, Filter.NONE, pageSize);
        view.apply(page.events(), table);
        if (page.next().isAfter(from)) {
            // If another projector has moved it meanwhile, it is further on, or the next step goes the same way again.
            table.replace(view.checkpoint(), read, new ViewItem(page.next(), Content.EMPTY));
        }
        return new Step(page.next(), page.events().size(), page.caughtUp());
    }
}
