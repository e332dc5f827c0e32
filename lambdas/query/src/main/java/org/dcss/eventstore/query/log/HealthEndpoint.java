package org.dcss.eventstore.query.log;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Map;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Endpoint;

/** {@code GET /health}: whether the log answers. */
public final class HealthEndpoint implements Endpoint {

    private final EventLog log;

    public HealthEndpoint(EventLog log) {
        this.log = log;
    }

    /** Any read tells, such as that of a slot in 1970, where no event can be. */
    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        log.get(new Slot(0));
        return Answer.of(HttpApi.response(
                200, Map.of("Content-Type", Answer.JSON, "Cache-Control", "no-store"), "{\"status\":\"ok\"}"));
    }
}
