package org.dcss.eventstore.query.answer;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;

/** Answers the requests of one route. Safe for use by several threads. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers a GET; a HEAD is answered with the same, less its body.
     *
     * @param answerBy when to end early what may end early
     * @throws org.dcss.eventstore.core.ReadFailedException if the log gives no answer
     */
    Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy);
}
