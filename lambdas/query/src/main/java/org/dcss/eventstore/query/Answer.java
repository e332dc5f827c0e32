package org.dcss.eventstore.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.platform.HttpApi;

/**
 * What a client gets, and what is measured of it.
 *
 * @param events how many it holds
 * @param lag how long ago the last slot was that the feed's reader knows of now
 */
record Answer(APIGatewayV2HTTPResponse response, int events, Optional<Duration> lag) {

    static final String JSON = "application/json";

    static Answer of(APIGatewayV2HTTPResponse response) {
        return new Answer(response, 0, Optional.empty());
    }

    /** A page of events with these headers, beside those that say what the body is. */
    static Answer of(EventArray events, boolean gzip, Map<String, String> headers, Optional<Duration> lag) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", JSON);
        if (gzip) {
            all.put("Content-Encoding", "gzip");
        }
        String body = Base64.getEncoder().encodeToString(events.finish());
        APIGatewayV2HTTPResponse response = HttpApi.response(200, all, body);
        response.setIsBase64Encoded(true);
        return new Answer(response, events.events(), lag);
    }
}
