package org.dcss.eventstore.query.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.EventArray;
import org.dcss.eventstore.query.request.EventsParameters;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Reading;

/** {@code GET /events?after=…}: a page of the feed, and always the link to the next. */
final class FeedEndpoint {

    private final Feed feed;
    private final Caching caching;
    private final Clock clock;

    FeedEndpoint(Feed feed, Caching caching, Clock clock) {
        this.feed = feed;
        this.caching = caching;
        this.clock = clock;
    }

    Answer answer(EventsQuery.OfFeed query, Reading reading) {
        Instant now = clock.instant();
        FeedPage page = feed.page(query.after(), query.selection().filter(), query.limit());
        EventArray events = new EventArray(reading.gzip());
        boolean all = addAll(page, events);
        Slot next = all ? page.next() : page.events().get(events.events() - 1).slot();
        boolean caughtUp = all && page.caughtUp();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("after", Long.toString(next.millis()));
        if (query.limit() != EventsParameters.MAX_LIMIT) {
            parameters.put("limit", Integer.toString(query.limit()));
        }
        Map<String, String> headers = Caching.headers(
                cacheControl(query, page, next, caughtUp, now), events.tag(Optional.of(next), caughtUp));
        headers.put("Caught-Up", caughtUp ? "?1" : "?0");
        headers.put("Link", reading.linkToNext(parameters, query.selection()));
        return Answer.of(
                events,
                reading,
                headers,
                Optional.of(lag(caughtUp ? Slot.max(next, page.horizon()) : next)),
                page.unknown());
    }

    private String cacheControl(EventsQuery.OfFeed query, FeedPage page, Slot next, boolean caughtUp, Instant now) {
        if (caughtUp || !query.selection().isTimeless() || !Caching.isPast(next, now)) {
            return Caching.LIVE_EDGE;
        }
        return caching.settled(
                page.events().isEmpty() ? next : page.events().get(0).slot(), now);
    }

    /** Adds what fits, and the first event in any case; whether all of them were added. */
    private static boolean addAll(FeedPage page, EventArray events) {
        for (StoredEvent event : page.events()) {
            if (!events.addIfItFits(event)) {
                return false;
            }
        }
        return true;
    }

    private Duration lag(Slot reached) {
        Duration lag = Duration.between(reached.start(), clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
