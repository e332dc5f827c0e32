package org.dcss.eventstore.query;

import java.time.Clock;
import org.dcss.eventstore.core.read.Feed;

/** What reads can be answered by. */
record Endpoints(DayEndpoint day, FeedEndpoint feed, EventEndpoint event) {

    static Endpoints of(QueryHandler.Parts parts) {
        Clock clock = parts.platform().clock();
        DayReader days = new DayReader(parts.events(), parts.settling(), parts.readers(), clock);
        return new Endpoints(
                new DayEndpoint(days, parts.settling(), parts.caching(), clock),
                new FeedEndpoint(new Feed(parts.events(), parts.settling(), clock), parts.caching(), clock),
                new EventEndpoint(parts.events(), parts.caching(), clock));
    }
}
