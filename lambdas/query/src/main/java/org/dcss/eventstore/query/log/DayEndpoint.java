package org.dcss.eventstore.query.log;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Reading;

/** {@code GET /events?ts_day=…}: all events of a day, also those that have not settled yet. */
final class DayEndpoint {

    private final DayReader days;
    private final Settling settling;
    private final Caching caching;
    private final Clock clock;

    DayEndpoint(DayReader days, Settling settling, Caching caching, Clock clock) {
        this.days = days;
        this.settling = settling;
        this.caching = caching;
        this.clock = clock;
    }

    Answer answer(EventsQuery.OfDay query, Reading reading, Instant answerBy) {
        Instant now = clock.instant();
        Page page = days.read(query, reading, answerBy);
        boolean fixed = query.selection().isTimeless() && settling.isClosed(query.day(), now);
        Map<String, String> headers = Caching.headers(
                fixed ? caching.settled(query.day().first(), now) : Caching.LIVE_EDGE,
                page.events().tag(page.next(), page.caughtUp()));
        headers.put("Caught-Up", page.caughtUp() ? "?1" : "?0");
        page.next().ifPresent(next -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("ts_day", Long.toString(query.day().startMillis()));
            parameters.put("after", Long.toString(next.millis()));
            headers.put("Link", reading.linkToNext(parameters, query.selection()));
        });
        return Answer.of(page.events(), reading, headers, Optional.empty(), page.unknown());
    }
}
