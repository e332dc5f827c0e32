package org.dcss.eventstore.query.view;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.answer.JsonText;
import org.dcss.eventstore.query.request.CountsQuery;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;

/**
 * {@code GET /counts}: how many events each source has of each type, by day or hour; exact through the slot that
 * {@code Complete-Through} says. One read of the log's tail, and one of the view for each 1,000 days of sources, unless the
 * days are over and were read within the hour.
 */
public final class CountsEndpoint implements Endpoint {

    private final Views views;
    private final Settling settling;
    private final Clock clock;
    private final Counts counts = new Counts();
    private final CountedDays days = new CountedDays();

    public CountsEndpoint(Views views, Settling settling, Clock clock) {
        this.views = views;
        this.settling = settling;
        this.clock = clock;
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        CountsQuery query = CountsQuery.parse(request.getQueryStringParameters(), clock.instant());
        if (query instanceof CountsQuery.Of asked) {
            return views.refusal(Views.COUNTS, counts).orElseGet(() -> counted(asked, Reading.of(request)));
        }
        return invalid(((CountsQuery.Malformed) query).why());
    }

    private Answer counted(CountsQuery.Of query, Reading reading) {
        Instant now = clock.instant();
        CountedDays.Reading rows = days.at(now);
        ViewReader.Exact<Optional<String>> json = views.ask(counts, table -> new CountsJson(query).of(table, rows));
        Predicate<Day> isOver =
                day -> settling.isClosed(day, now) && !day.last().isAfter(json.through());
        rows.keep(isOver);
        boolean over = isOver.test(query.days().to());
        Map<String, String> headers =
                Map.of("Complete-Through", Long.toString(json.through().millis()));
        return json.value()
                .map(text -> JsonText.answer(text, reading, over ? Caching.OVER : Caching.LIVE_EDGE, headers))
                .orElseGet(() ->
                        invalid("These days hold more counts than one answer can: ask for fewer days, or by src for"
                                + " some of the sources."));
    }

    private static Answer invalid(String why) {
        return Answer.of(Problems.INVALID_PARAMETER.because(why).toResponse());
    }
}
