package org.dcss.eventstore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerTest {

    /** Answers with what it was sent; fails on a body that is no number. */
    private static final class Echo extends HttpHandler {

        Echo(Log log, EdgeGate gate) {
            super(log, gate);
        }

        @Override
        protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
            return HttpApi.response(200, Map.of(), String.valueOf(Integer.parseInt(request.getBody())));
        }
    }

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = new Log("echo", Clock.systemUTC(), new PrintStream(logged, true, StandardCharsets.UTF_8));

    private final InvocationContext context = new InvocationContext("echo", Duration.ofSeconds(60), Clock.systemUTC());

    private JsonNode invoke(String request) throws IOException {
        return invoke(new Echo(log, EdgeGate.OPEN), request);
    }

    private JsonNode invoke(HttpHandler handler, String request) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), output, context);
        return new ObjectMapper().readTree(output.toByteArray());
    }

    @Test
    void anAnswerIsPassedOn() throws IOException {
        JsonNode answer = invoke("{\"body\":\"42\"}");

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
        assertThat(answer.get("body").asText()).isEqualTo("42");
        assertThat(logged.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"body\":\"secret\"}", "no JSON, secret"})
    void aFailureIsA500ThatSaysNothingOfIt(String request) throws IOException {
        JsonNode answer = invoke(request);

        assertThat(answer.get("statusCode").intValue()).isEqualTo(500);
        assertThat(answer.get("headers").get("Content-Type").asText()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(answer.get("body").asText())
                .contains("urn:dcss:problem:internal-error", context.getAwsRequestId())
                .doesNotContain("Exception", "secret", "at org.");
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains(context.getAwsRequestId(), "Exception")
                .doesNotContain("secret");
    }

    @Test
    void whatPassesByTheEdgeIsRefusedAndNeverCarriedOut() throws IOException {
        Echo handler = new Echo(
                log,
                EdgeGate.from(new Environment(Map.of(
                        "EDGE_SECRET_HASHES", Sha256.hex("secret"), "EDGE_ADDRESS", "https://events.example.org"))));

        JsonNode refused = invoke(handler, "{\"body\":\"no number\"}");

        assertThat(refused.get("statusCode").intValue()).isEqualTo(421);
        assertThat(refused.get("headers").get("Cache-Control").asText()).isEqualTo("no-store");
        assertThat(invoke(handler, "{\"headers\":{\"x-edge-secret\":\"secret\"},\"body\":\"42\"}")
                        .get("body")
                        .asText())
                .isEqualTo("42");
        assertThat(logged.size()).isZero();
    }
}
