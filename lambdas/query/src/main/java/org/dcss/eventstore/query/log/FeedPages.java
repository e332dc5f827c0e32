package org.dcss.eventstore.query.log;

import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/** Where the feed's pages come from; as {@link org.dcss.eventstore.core.read.Feed#page}. */
@FunctionalInterface
interface FeedPages {

    FeedPage page(Slot after, Filter filter, int limit);
}
