package org.dcss.eventstore.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.http.Violation;
import org.junit.jupiter.api.Test;

/** Problems, metrics and log lines. */
class OutputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_587_202_414_123L), ZoneOffset.UTC);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Log log = new Log("submit", CLOCK, out);
    private final EmbeddedMetrics metrics = new EmbeddedMetrics("DcssEventStore", "submit", CLOCK, out);

    private JsonNode line() throws IOException {
        String text = printed.toString(StandardCharsets.UTF_8).strip();
        assertThat(text.lines()).hasSize(1);
        assertThat(text).isPrintable().isASCII();
        return JSON.readTree(text);
    }

    @Test
    void aProblemIsAProblemDocument() throws IOException {
        Problem problem = new Problem(
                new ProblemType("invalid-event", 400, "Invalid event"),
                "Why.",
                List.of(new Violation("/data/x", "no")));

        APIGatewayV2HTTPResponse response = problem.toResponse();

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(JSON.readTree(response.getBody())).isEqualTo(JSON.readTree("""
                                {"type":"urn:dcss:problem:invalid-event","title":"Invalid event","status":400,
                                 "detail":"Why.","errors":[{"pointer":"/data/x","message":"no"}]}"""));
    }

    @Test
    void anInvocationIsOneLineOfEmbeddedMetrics() throws IOException {
        Metric accepted = Metric.count("Accepted");
        Metric calls = Metric.logged("TableCalls");
        Metric millis = Metric.millis("AcknowledgeMillis");

        metrics.publish(new Measurements("id")
                .count(accepted, 2)
                .count(calls, 7)
                .count(accepted, 3)
                .sample(millis, Duration.ofNanos(1_234_567))
                .sample(millis, 4));

        assertThat(line()).isEqualTo(JSON.readTree("""
                                {"_aws":{"Timestamp":1587202414123,"CloudWatchMetrics":[{"Namespace":"DcssEventStore",
                                   "Dimensions":[["Service"]],"Metrics":[{"Name":"Accepted","Unit":"Count"},
                                   {"Name":"AcknowledgeMillis","Unit":"Milliseconds"}]}]},
                                 "Service":"submit","requestId":"id","Accepted":5,"TableCalls":7,"AcknowledgeMillis":[1.235,4]}"""));
    }

    @Test
    void whatCloudWatchDoesNotKeepNeedsNoDirective() throws IOException {
        metrics.publish(new Measurements("id").count(Metric.logged("EventsRead"), 30));

        assertThat(line()).isEqualTo(JSON.readTree("{\"Service\":\"submit\",\"requestId\":\"id\",\"EventsRead\":30}"));
    }

    @Test
    void nothingMeasuredPrintsNothing() {
        metrics.publish(new Measurements("id"));

        assertThat(printed.size()).isZero();
    }

    @Test
    void aLongDistributionKeepsItsShape() throws IOException {
        Metric lateness = Metric.millis("PutLatenessMillis");
        Measurements measurements = new Measurements("id");
        for (int i = 10_000; i > 0; i--) {
            measurements.sample(lateness, i);
        }

        metrics.publish(measurements);

        JsonNode values = line().get("PutLatenessMillis");
        assertThat(values).hasSize(EmbeddedMetrics.MAX_VALUES);
        assertThat(values.get(0).intValue()).isEqualTo(1);
        assertThat(values.get(50).intValue()).isBetween(4950, 5150);
        assertThat(values.get(99).intValue()).isEqualTo(10_000);
    }

    @Test
    void anOutcomeIsOneLine() throws IOException {
        log.info("accepted", "id")
                .with("src", "cpo")
                .with("bytes", 600)
                .with("ids", List.of("a\n", "é"))
                .write();

        assertThat(line()).isEqualTo(JSON.readTree("""
                                {"timestamp":"2020-04-18T09:33:34.123Z","level":"INFO","service":"submit",
                                 "outcome":"accepted","requestId":"id","src":"cpo","bytes":600,"ids":["a\\n","é"]}"""));
    }

    @Test
    void aFailureIsLoggedWithoutItsText() throws IOException {
        log.error("unexpected-failure", "id")
                .with(new IllegalStateException("secret", new IOException("secret")))
                .write();

        JsonNode failure = line().get("failure");
        assertThat(failure.get(0).asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.get(1).asText()).contains("OutputTest.java");
        assertThat(failure.toString()).contains("java.io.IOException").doesNotContain("secret");
    }
}
