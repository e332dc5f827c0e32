package org.dcss.eventstore.query.log;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.answer.EventArray;
import org.dcss.eventstore.query.format.Format;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;
import org.dcss.eventstore.query.request.Seconds;

/** {@code GET /events/{ts}}: one event. */
public final class EventEndpoint implements Endpoint {

    private static final Pattern TS = Pattern.compile("[0-9]{1,15}");

    private final EventLog log;
    private final Caching caching;
    private final Clock clock;

    public EventEndpoint(EventLog log, Caching caching, Clock clock) {
        this.log = log;
        this.caching = caching;
        this.clock = clock;
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        if (!request.getQueryStringParameters().isEmpty()) {
            return Answer.of(Problems.INVALID_PARAMETER
                    .because("GET /events/{ts} takes no parameters.")
                    .toResponse());
        }
        String ts = request.getPathParameters().getOrDefault("ts", "");
        if (!TS.matcher(ts).matches()) {
            return Answer.of(ProblemType.NOT_FOUND
                    .because("An event is named by its ts, in milliseconds since 1970, such as /events/1589794414000.")
                    .toResponse());
        }
        return Reading.of(request, Format.OF_ONE)
                .map(reading -> answer(ts, reading))
                .orElseGet(() -> Answer.notAcceptable(Format.OF_ONE));
    }

    private Answer answer(String ts, Reading reading) {
        Optional<StoredEvent> event = log.get(new Slot(Long.parseLong(ts)));
        return event.map(found -> found(found, reading))
                .orElseGet(() -> Answer.of(ProblemType.NOT_FOUND
                        .because("There is no event at ts " + ts + "." + Seconds.hint(Long.parseLong(ts)))
                        .toResponse()));
    }

    private Answer found(StoredEvent event, Reading reading) {
        EventArray alone = EventArray.ofPage(reading);
        alone.addIfItFits(event);
        Map<String, String> headers =
                Caching.headers(caching.settled(event.slot(), clock.instant()), alone.tag(Optional.empty(), true));
        return Answer.of(alone, reading, headers, Optional.empty(), 0);
    }
}
