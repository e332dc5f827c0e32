package org.dcss.eventstore.query;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.platform.HttpApi;

/** {@code GET /events?ts_day=…}: all events of a day, also those that have not settled yet. */
final class DayEndpoint {

    private final DayReader days;
    private final Settling settling;
    private final Clock clock;

    DayEndpoint(DayReader days, Settling settling, Clock clock) {
        this.days = days;
        this.settling = settling;
        this.clock = clock;
    }

    Answer answer(EventsQuery.OfDay query, Reading reading, Instant answerBy) {
        boolean closed = settling.isClosed(query.day(), clock.instant());
        Optional<String> tag = closed ? Optional.of(EntityTag.of(query, reading.gzip())) : Optional.empty();
        Map<String, String> headers = Caching.headers(tag);
        if (tag.isPresent() && EntityTag.matches(reading.ifNoneMatch(), tag.get())) {
            return Answer.of(HttpApi.response(304, headers, ""));
        }
        Page page = days.read(query, reading.gzip(), answerBy);
        page.next().ifPresent(next -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("ts_day", Long.toString(query.day().startMillis()));
            parameters.put("after", Long.toString(next.millis()));
            headers.put("Link", reading.linkToNext(parameters, query.filter()));
        });
        return Answer.of(page.events(), reading.gzip(), headers, Optional.empty());
    }
}
