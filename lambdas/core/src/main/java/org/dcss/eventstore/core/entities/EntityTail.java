package org.dcss.eventstore.core.entities;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/**
 * What the log holds of something beyond the index, all of it as a rule: {@link #MAX_PAGES} pages at most.
 *
 * @param wanted ascending
 * @param lastTaken the last event about it, wanted or not; slot 0 if there is none
 * @param through nothing that has settled up to here is left out
 * @param caughtUp whether nothing more had settled
 */
record EntityTail(List<StoredEvent> wanted, Slot lastTaken, Slot through, boolean caughtUp) {

    static final int MAX_PAGES = 4;
    static final int PAGE = 1000;

    static EntityTail read(Feed feed, About about, Slot after) {
        List<StoredEvent> wanted = new ArrayList<>();
        Slot lastTaken = new Slot(0);
        FeedPage page = feed.page(after, Filter.NONE, PAGE);
        for (int pages = 1; ; pages++) {
            for (StoredEvent stored : page.events()) {
                if (about.isAbout(stored)) {
                    lastTaken = stored.slot();
                    if (about.isWanted(stored)) {
                        wanted.add(stored);
                    }
                }
            }
            if (page.caughtUp() || pages == MAX_PAGES) {
                return new EntityTail(
                        wanted, lastTaken, page.caughtUp() ? page.horizon() : page.next(), page.caughtUp());
            }
            page = feed.page(page.next(), Filter.NONE, PAGE);
        }
    }
}
