package org.dcss.eventstore.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.EventLog;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.platform.HttpApi;
import org.dcss.eventstore.platform.ProblemType;

/** {@code GET /events/{ts}}: one event. */
final class EventEndpoint {

    private static final Pattern TS = Pattern.compile("[0-9]{1,15}");

    private final EventLog log;
    private final Settling settling;
    private final Clock clock;

    EventEndpoint(EventLog log, Settling settling, Clock clock) {
        this.log = log;
        this.settling = settling;
        this.clock = clock;
    }

    Answer answer(String ts, Map<String, String> parameters) {
        if (!parameters.isEmpty()) {
            return Answer.of(Problems.INVALID_PARAMETER
                    .because("GET /events/{ts} takes no parameters.")
                    .toResponse());
        }
        if (!TS.matcher(ts).matches()) {
            return Answer.of(ProblemType.NOT_FOUND
                    .because("An event is named by its ts, in milliseconds since 1970, such as /events/1589794414000.")
                    .toResponse());
        }
        Optional<StoredEvent> event = log.get(new Slot(Long.parseLong(ts)));
        return event.map(this::found)
                .orElseGet(() -> Answer.of(ProblemType.NOT_FOUND
                        .because("There is no event at ts " + ts + ".")
                        .toResponse()));
    }

    private Answer found(StoredEvent event) {
        boolean closed = settling.isClosed(event.slot().day(), clock.instant());
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", Answer.JSON);
        headers.put("Cache-Control", closed ? Caching.FOREVER : Caching.ASK_AGAIN);
        APIGatewayV2HTTPResponse response =
                HttpApi.response(200, headers, new String(EventJson.of(event), StandardCharsets.UTF_8));
        return new Answer(response, 1, Optional.empty());
    }
}
