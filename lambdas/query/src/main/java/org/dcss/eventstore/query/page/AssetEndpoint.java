package org.dcss.eventstore.query.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Map;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.request.Reading;

/** {@code GET /assets/{name}}: what the pages load, by names that never stand for anything else. */
record AssetEndpoint(StaticFiles files) implements Endpoint {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        String name = request.getPathParameters().getOrDefault("name", "");
        return files.hashed(name)
                .map(file -> FileAnswer.of(file, Reading.of(request), FOR_EVER, FileAnswer.NOTHING))
                .orElseGet(AssetEndpoint::gone);
    }

    /** Not to be kept: the next deployment may have it again. */
    private static Answer gone() {
        return Answer.of(ProblemType.NOT_FOUND
                .because(
                        "There is no such file, or not any more. Load the page again: it names the files that there are.")
                .toResponse(Map.of("Cache-Control", "no-store")));
    }
}
