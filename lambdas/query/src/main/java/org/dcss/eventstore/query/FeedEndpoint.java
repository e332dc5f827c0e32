package org.dcss.eventstore.query;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Feed;
import org.dcss.eventstore.core.FeedPage;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/** {@code GET /events?after=…}: a page of the feed, and always the link to the next. */
final class FeedEndpoint {

    private final Feed feed;
    private final Clock clock;

    FeedEndpoint(Feed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    Answer answer(EventsQuery.OfFeed query, Reading reading) {
        FeedPage page = feed.page(query.after(), query.filter(), query.limit());
        EventArray events = new EventArray(reading.gzip());
        Slot next = addAll(page, events).orElse(page.next());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("after", Long.toString(next.millis()));
        if (query.limit() != EventsParameters.MAX_LIMIT) {
            parameters.put("limit", Integer.toString(query.limit()));
        }
        Map<String, String> headers = Caching.headers(Optional.empty());
        headers.put("Link", reading.linkToNext(parameters, query.filter()));
        return Answer.of(events, reading.gzip(), headers, Optional.of(lag(next)));
    }

    /** Adds what fits; returns the last slot that did, if not all do. */
    private static Optional<Slot> addAll(FeedPage page, EventArray events) {
        Optional<Slot> last = Optional.empty();
        for (StoredEvent event : page.events()) {
            byte[] json = EventJson.of(event);
            if (!events.hasRoomFor(json.length)) {
                return last;
            }
            events.add(json);
            last = Optional.of(event.slot());
        }
        return Optional.empty();
    }

    private Duration lag(Slot reached) {
        Duration lag = Duration.between(reached.start(), clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
