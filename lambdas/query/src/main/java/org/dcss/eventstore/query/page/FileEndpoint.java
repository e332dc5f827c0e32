package org.dcss.eventstore.query.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.request.Reading;

/**
 * Answers with one file, whatever the parameters: those of a page are for the page itself.
 *
 * @param policy which other files a page may load
 */
record FileEndpoint(StaticFiles files, String name, String cacheControl, String policy) implements Endpoint {

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        return FileAnswer.of(files.get(name), Reading.of(request), cacheControl, policy);
    }
}
