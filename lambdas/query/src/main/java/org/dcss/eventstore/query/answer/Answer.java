package org.dcss.eventstore.query.answer;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.query.format.Format;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;

/**
 * What a client gets, and what is measured of it.
 *
 * @param events how many it holds
 * @param lag how long ago the last slot was that the feed's reader knows of now
 * @param unknown how many items were passed over because this version does not know what they are
 */
public record Answer(APIGatewayV2HTTPResponse response, int events, Optional<Duration> lag, int unknown) {

    public static final String JSON = "application/json";

    /** Answers with events are written as the client likes them. */
    private static final Map<String, String> BY_FORMAT = Map.of("Vary", "Accept, Accept-Encoding");

    public static Answer of(APIGatewayV2HTTPResponse response) {
        return new Answer(response, 0, Optional.empty(), 0);
    }

    /**
     * A page of events, or that the client has it already.
     *
     * @param headers beside those that say what the body is; with an ETag
     */
    public static Answer of(
            EventArray events, Reading reading, Map<String, String> headers, Optional<Duration> lag, int unknown) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(BY_FORMAT);
        if (EntityTag.matches(reading.ifNoneMatch(), headers.getOrDefault("ETag", ""))) {
            return new Answer(HttpApi.response(304, all, ""), 0, lag, unknown);
        }
        all.put("Content-Type", reading.format().mediaType());
        if (reading.gzip()) {
            all.put("Content-Encoding", "gzip");
        }
        String body = Base64.getEncoder().encodeToString(events.finish());
        APIGatewayV2HTTPResponse response = HttpApi.response(200, all, body);
        response.setIsBase64Encoded(!body.isEmpty());
        return new Answer(response, events.events(), lag, unknown);
    }

    /** That none of these is what the client takes. */
    public static Answer notAcceptable(List<Format> served) {
        return of(Problems.NOT_ACCEPTABLE
                .because("This is served as "
                        + served.stream().map(Format::mediaType).collect(Collectors.joining(", "))
                        + ". Name one of them in the header Accept, or leave the header out.")
                .toResponse(BY_FORMAT));
    }

    /** The same without its body, but with that body's length, unless it tells one: what HEAD is answered with. */
    public Answer withoutBody() {
        String body = response.getBody() == null ? "" : response.getBody();
        int length = response.getIsBase64Encoded()
                ? Base64.getDecoder().decode(body).length
                : body.getBytes(StandardCharsets.UTF_8).length;
        Map<String, String> headers = new HashMap<>(response.getHeaders());
        if (response.getStatusCode() != 304) {
            headers.putIfAbsent("Content-Length", Integer.toString(length));
        }
        return new Answer(HttpApi.response(response.getStatusCode(), headers, ""), events, lag, unknown);
    }
}
