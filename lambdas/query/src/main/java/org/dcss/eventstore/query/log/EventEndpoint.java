package org.dcss.eventstore.query.log;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.answer.EntityTag;
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
        Optional<StoredEvent> event = log.get(new Slot(Long.parseLong(ts)));
        return event.map(found -> found(found, Reading.of(request)))
                .orElseGet(() -> Answer.of(ProblemType.NOT_FOUND
                        .because("There is no event at ts " + ts + "." + Seconds.hint(Long.parseLong(ts)))
                        .toResponse()));
    }

    private Answer found(StoredEvent event, Reading reading) {
        EntityTag tag = new EntityTag();
        tag.add(event);
        Map<String, String> headers = new HashMap<>();
        headers.put("Cache-Control", caching.settled(event.slot(), clock.instant()));
        headers.put("ETag", tag.value(Optional.empty(), true, false));
        if (EntityTag.matches(reading.ifNoneMatch(), headers.get("ETag"))) {
            return Answer.of(HttpApi.response(304, headers, ""));
        }
        headers.put("Content-Type", Answer.JSON);
        APIGatewayV2HTTPResponse response =
                HttpApi.response(200, headers, new String(EventJson.of(event), StandardCharsets.UTF_8));
        return new Answer(response, 1, Optional.empty(), 0);
    }
}
