package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.junit.jupiter.api.Test;

/** Whatever is asked of the function, it must come by the edge. */
final class QueryEdgeTest {

    /** Where nobody listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static String answer(String headers) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "id");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put("AWS_ENDPOINT_URL", NOWHERE);
        variables.put("EVENTS_TABLE", "events");
        variables.put("EDGE_SECRET_HASHES", Sha256.hex("shown"));
        variables.put("EDGE_ADDRESS", "https://events.example.org");
        Clock clock = Clock.systemUTC();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new QueryHandler(new Host(variables, clock, measured -> {}))
                .handleRequest(
                        new ByteArrayInputStream(("{\"routeKey\":\"GET /nowhere\",\"headers\":" + headers + "}")
                                .getBytes(StandardCharsets.UTF_8)),
                        answer,
                        new InvocationContext("query", Duration.ofSeconds(8), clock));
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatPassesByTheEdgeIsRefused() throws IOException {
        assertThat(answer("{}")).contains("\"statusCode\":421", "https://events.example.org");
    }

    @Test
    void whatComesByItIsAnswered() throws IOException {
        assertThat(answer("{\"x-edge-secret\":\"shown\"}")).contains("\"statusCode\":404");
    }
}
