package org.dcss.eventstore.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dcss.eventstore.append.AppendHandler;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.fixtures.UnreachableAws;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.query.QueryHandler;
import org.dcss.eventstore.submit.SubmitHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked of a function behind the gateway, it must come by the edge. */
final class EdgeSecretTest {

    /** A function, and a request that it answers without asking anybody. */
    private record Asked(Function<Host, RequestStreamHandler> function, String route, int status) {}

    static List<Asked> functions() {
        return List.of(
                new Asked(QueryHandler::new, "GET /nowhere", 404),
                new Asked(SubmitHandler::new, "POST /submit", 401),
                new Asked(AppendHandler::new, "POST /streams/{id}", 401));
    }

    private static String answer(Asked asked, String headers) throws IOException {
        Map<String, String> variables = UnreachableAws.variables();
        variables.put("QUEUE_URL", UnreachableAws.URL + "/0/queue");
        variables.put("KEYS_TABLE", "keys");
        variables.put("USAGE_TABLE", "usage");
        variables.put("STREAMS_TABLE", "streams");
        variables.put("EVENTS_TABLE", "events");
        variables.put("EDGE_SECRET_HASHES", Sha256.hex("shown"));
        variables.put("EDGE_ADDRESS", "https://events.example.org");
        Clock clock = Clock.systemUTC();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        asked.function()
                .apply(new Host(variables, clock, measured -> {}))
                .handleRequest(
                        new ByteArrayInputStream(
                                ("{\"routeKey\":\"" + asked.route() + "\",\"headers\":" + headers + "}")
                                        .getBytes(StandardCharsets.UTF_8)),
                        answer,
                        new InvocationContext("function", Duration.ofSeconds(8), clock));
        return answer.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatPassesByTheEdgeIsRefused(Asked asked) throws IOException {
        assertThat(answer(asked, "{}")).contains("\"statusCode\":421", "https://events.example.org");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatComesByItIsAnswered(Asked asked) throws IOException {
        assertThat(answer(asked, "{\"x-edge-secret\":\"shown\"}")).contains("\"statusCode\":" + asked.status());
    }
}
