package org.dcss.eventstore.query.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.FeedEnd;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.EventArray;
import org.dcss.eventstore.query.request.EventsParameters;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Reading;
import org.dcss.eventstore.query.request.Selection;

/** {@code GET /events?after=…} and {@code ?last=…}: a page of the feed, and always the link to the next. */
final class FeedEndpoint {

    private final FeedPages feed;
    private final FeedEnd end;
    private final Caching caching;
    private final Clock clock;

    FeedEndpoint(FeedPages feed, FeedEnd end, Caching caching, Clock clock) {
        this.feed = feed;
        this.end = end;
        this.caching = caching;
        this.clock = clock;
    }

    Answer answer(EventsQuery.OfFeed query, Reading reading) {
        FeedPage page = feed.page(query.after(), query.selection().filter(), query.limit());
        return answer(page, query, reading, Map.of());
    }

    Answer answer(EventsQuery.OfLast query, Reading reading) {
        return answerLast(end.last(query.selection().filter(), query.count()), query, reading, Map.of());
    }

    /** @param more further headers */
    Answer answer(FeedPage page, EventsQuery.OfFeed query, Reading reading, Map<String, String> more) {
        Instant now = clock.instant();
        EventArray events = EventArray.ofPage(reading);
        boolean all = events.addWhatFits(page.events());
        Slot next = all ? page.next() : page.events().get(events.events() - 1).slot();
        boolean caughtUp = all && page.caughtUp();
        Map<String, String> headers = Caching.headers(
                cacheControl(query, page, next, caughtUp, now), events.tag(Optional.of(next), caughtUp));
        headers.putAll(more);
        headers.put("Caught-Up", caughtUp ? "?1" : "?0");
        headers.put("Link", link(next, query.selection(), query.limit(), reading));
        return Answer.of(
                events,
                reading,
                headers,
                Optional.of(lag(caughtUp ? Slot.max(next, page.horizon()) : next)),
                page.unknown());
    }

    /** The last of these that fit, and the link to what comes after them. */
    Answer answerLast(FeedPage page, EventsQuery.OfLast query, Reading reading, Map<String, String> more) {
        EventArray events = EventArray.ofPage(reading);
        events.addTheLastThatFit(page.events());
        Map<String, String> headers =
                Caching.headers(Caching.LIVE_EDGE, events.tag(Optional.of(page.next()), page.caughtUp()));
        headers.putAll(more);
        headers.put("Caught-Up", page.caughtUp() ? "?1" : "?0");
        headers.put("Link", link(page.next(), query.selection(), EventsParameters.MAX_LIMIT, reading));
        return Answer.of(events, reading, headers, Optional.empty(), page.unknown());
    }

    private static String link(Slot next, Selection selection, int limit, Reading reading) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("after", Long.toString(next.millis()));
        if (limit != EventsParameters.MAX_LIMIT) {
            parameters.put("limit", Integer.toString(limit));
        }
        return reading.linkToNext(parameters, selection);
    }

    private String cacheControl(EventsQuery.OfFeed query, FeedPage page, Slot next, boolean caughtUp, Instant now) {
        if (caughtUp || !query.selection().isTimeless() || !Caching.isPast(next, now)) {
            return Caching.LIVE_EDGE;
        }
        return caching.settled(
                page.events().isEmpty() ? next : page.events().get(0).slot(), now);
    }

    private Duration lag(Slot reached) {
        Duration lag = Duration.between(reached.start(), clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
