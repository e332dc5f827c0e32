package org.dcss.eventstore.query.log;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedEnd;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.format.Format;
import org.dcss.eventstore.query.request.EventsParameters;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;
import org.dcss.eventstore.query.request.Selection;
import org.dcss.eventstore.query.view.Views;

/** {@code GET /events}: whatever its parameters ask for. */
public final class EventsEndpoint implements Endpoint {

    private final DayEndpoint days;
    private final FeedEndpoint feed;
    private final EntityEndpoint entities;
    private final Clock clock;

    /**
     * An endpoint.
     *
     * @param executor runs one read at a time for each caller, and {@code pagesAhead} more
     * @param pagesAhead how many pages of the feed are read ahead, for all readers together
     */
    public EventsEndpoint(
            EventLog log,
            Optional<Views> views,
            Settling settling,
            Caching caching,
            Executor executor,
            int pagesAhead,
            Clock clock) {
        this.days = new DayEndpoint(new DayReader(log, settling, executor, clock), settling, caching, clock);
        FeedPages pages = new Feed(log, settling, clock)::page;
        this.feed = new FeedEndpoint(
                pagesAhead == 0 ? pages : new PagesAhead(pages, pagesAhead, executor, clock),
                new FeedEnd(log, settling, clock),
                caching,
                clock);
        this.entities = new EntityEndpoint(views, log, settling, caching, feed, clock);
        this.clock = clock;
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        EventsQuery query = EventsParameters.parse(request.getQueryStringParameters(), clock.instant());
        return Reading.of(request, Format.OF_MANY)
                .map(reading -> answer(query, reading, answerBy))
                .orElseGet(() -> Answer.notAcceptable(Format.OF_MANY));
    }

    private Answer answer(EventsQuery query, Reading reading, Instant answerBy) {
        if (query instanceof EventsQuery.OfDay ofDay) {
            return isAboutOne(ofDay.selection())
                    ? entities.answer(ofDay, reading)
                    : days.answer(ofDay, reading, answerBy);
        }
        if (query instanceof EventsQuery.OfFeed ofFeed) {
            return isAboutOne(ofFeed.selection()) ? entities.answer(ofFeed, reading) : feed.answer(ofFeed, reading);
        }
        if (query instanceof EventsQuery.OfLast ofLast) {
            return isAboutOne(ofLast.selection()) ? entities.answer(ofLast, reading) : feed.answer(ofLast, reading);
        }
        if (query instanceof EventsQuery.OfTimes ofTimes) {
            return entities.answer(ofTimes, reading);
        }
        String why = ((EventsQuery.Malformed) query).why();
        return Answer.of(Problems.INVALID_PARAMETER.because(why).toResponse());
    }

    private static boolean isAboutOne(Selection selection) {
        return selection.entity().isPresent();
    }
}
