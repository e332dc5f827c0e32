package org.dcss.eventstore.query.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.EntityTag;
import org.dcss.eventstore.query.request.Reading;

/** A file as an answer. */
final class FileAnswer {

    /** The policy of a file that is no page: should it be opened as one, it may load and run nothing. */
    static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private FileAnswer() {}

    /** Answers with the file, or that the client has it already. */
    static Answer of(StaticFile file, Reading reading, String cacheControl, String policy) {
        String tag = "W/\"" + file.hash() + (reading.gzip() ? ".gzip" : "") + "\"";
        Map<String, String> headers = Caching.headers(cacheControl, tag);
        headers.put("Content-Security-Policy", policy);
        headers.put("Referrer-Policy", "no-referrer");
        if (EntityTag.matches(reading.ifNoneMatch(), tag)) {
            return Answer.of(HttpApi.response(304, headers, ""));
        }
        headers.put("Content-Type", file.contentType());
        if (reading.gzip()) {
            headers.put("Content-Encoding", "gzip");
        }
        APIGatewayV2HTTPResponse response = HttpApi.response(200, headers, file.body(reading.gzip()));
        response.setIsBase64Encoded(true);
        return Answer.of(response);
    }
}
