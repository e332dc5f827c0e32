package org.dcss.eventstore.query.log;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.request.EventsParameters;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;

/** {@code GET /events}: whatever its parameters ask for. */
public final class EventsEndpoint implements Endpoint {

    private final DayEndpoint days;
    private final FeedEndpoint feed;
    private final Clock clock;

    /** @param executor runs one read at a time for each caller */
    public EventsEndpoint(EventLog log, Settling settling, Caching caching, Executor executor, Clock clock) {
        this.days = new DayEndpoint(new DayReader(log, settling, executor, clock), settling, caching, clock);
        this.feed = new FeedEndpoint(new Feed(log, settling, clock), caching, clock);
        this.clock = clock;
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        EventsQuery query = EventsParameters.parse(request.getQueryStringParameters(), clock.instant());
        Reading reading = Reading.of(request);
        if (query instanceof EventsQuery.OfDay ofDay) {
            return days.answer(ofDay, reading, answerBy);
        }
        if (query instanceof EventsQuery.OfFeed ofFeed) {
            return feed.answer(ofFeed, reading);
        }
        String why = ((EventsQuery.Malformed) query).why();
        return Answer.of(Problems.INVALID_PARAMETER.because(why).toResponse());
    }
}
