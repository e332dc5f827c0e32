package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.dcss.eventstore.core.Envelope;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.message.MessageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents, in structured mode and in batches. */
class CloudEventTest {

    private static final String DATA = "{\"name\":\"a\",\"start\":\"20260003091409S\",\"time\":\"20260003093334S\","
            + "\"type\":\"uniq\",\"milestone\":\"killed Blork.\"}";

    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/games/cpo\","
            + "\"type\":\"milestone\",\"subject\":\"Edsrzf\",\"time\":\"2026-01-03T09:33:34.5+01:00\","
            + "\"datacontenttype\":\"application/json\",\"traceparent\":\"00-ab\",\"n\":-5,\"b\":true,\"data\":" + DATA
            + "}";

    private final Fixture submit = new Fixture();

    private static Map<String, String> headers(String contentType) {
        return Map.of("authorization", Fixture.KEY, "content-type", contentType);
    }

    private Event accepted(String contentType, String body) throws IOException {
        submit.queued.clear();
        Fixture.Answer answer = submit.submit(headers(contentType), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(submit.queued).hasSize(1);
        return submit.queued.get(0).event();
    }

    private JsonNode refused(String body) throws IOException {
        Fixture.Answer answer = submit.submit(headers("application/cloudevents+json; charset=utf-8"), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(submit.queued).isEmpty();
        return answer.json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "Application/CloudEvents+JSON; charset=UTF-8",
                "application/json",
                ""
            })
    void structuredModeIsKnownByItsContentTypeOrItsMembers(String contentType) throws Exception {
        Event event = accepted(contentType, EVENT.replace(",", ", "));

        assertThat(event.type().name()).isEqualTo("milestone");
        assertThat(event.src().name()).isEqualTo("cpo");
        assertThat(event.at()).contains(Instant.parse("2026-01-03T08:33:34.5Z"));
        assertThat(event.file()).isEmpty();
        assertThat(event.id()).isEqualTo(EventId.ofCloudEvent("/games/cpo", "7"));
        assertThat(event.id().envelope()).contains(Envelope.CLOUD_EVENT);
        assertThat(event.data()).isEqualTo(EVENT);
        assertThat(MessageCodec.decode(MessageCodec.encode(submit.queued.get(0))))
                .isEqualTo(submit.queued.get(0));
    }

    @Test
    void batchIsAnsweredOneByOne() throws IOException {
        String other = EVENT.replace("\"7\"", "\"8\"");
        String bad = EVENT.replace("\"7\"", "\"9\"").replace("\"1.0\"", "\"0.3\"");

        JsonNode results = submit.submit(
                        headers("application/cloudevents-batch+json"),
                        "[" + EVENT + "," + bad + "," + other + "," + EVENT + "]")
                .json()
                .get("results");

        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected", "accepted", "accepted");
        assertThat(results.at("/1/problem/errors/0/pointer").asText()).isEqualTo("/specversion");
        assertThat(results.at("/0/id")).isEqualTo(results.at("/3/id"));
        assertThat(submit.queued).extracting(message -> message.event().data()).containsExactly(EVENT, other, EVENT);
    }

    @Test
    void sameSourceAndIdWithOtherContentIsRefused() throws IOException {
        JsonNode results = submit.submit("[" + EVENT + "," + EVENT.replace("Edsrzf", "other") + "]")
                .json()
                .get("results");

        assertThat(results).extracting(result -> result.get("status").asText()).containsExactly("accepted", "rejected");
    }

    /** What a CloudEvent's own source and id say stands; a key of the request is for those that have none. */
    @Test
    void keyOfTheRequestDoesNotReplaceItsId() throws IOException {
        Map<String, String> headers = Map.of("authorization", Fixture.KEY, "idempotency-key", "k");

        assertThat(submit.submit(headers, EVENT).headers())
                .containsEntry(
                        "Event-Id", EventId.ofCloudEvent("/games/cpo", "7").value());
    }

    @Test
    void subjectTimeAndDataAreAsTheTypeAndTheSpecificationSay() throws IOException {
        String least =
                "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"a\",\"type\":\"milestone\",\"subject\":null,\"time\":null,"
                        + "\"dataschema\":null,\"ext\":null,\"data\":" + DATA + "}";

        Event event = accepted("application/cloudevents+json", least);

        assertThat(event.at()).isEmpty();
        assertThat(event.data()).isEqualTo(least);
    }

    @Test
    void dataMayComeInBase64() throws IOException {
        String encoded = Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));
        String event = EVENT.replace("\"data\":" + DATA, "\"data_base64\":\"" + encoded + "\"");

        assertThat(accepted("application/cloudevents+json", event).data()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\"}|/data_base64|holds",
                "[1]|/data_base64|must be Base64",
                "{\"a\":1,\"a\":2}|/data_base64|must be Base64",
                "no|/data_base64|must be Base64"
            })
    void dataInBase64IsHeldToTheSchema(String data, String pointer, String message) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        String event = EVENT.replace("\"data\":" + DATA, "\"data_base64\":\"" + encoded + "\"");

        JsonNode errors = refused(event).get("errors");
        assertThat(errors.toString()).contains(message);
        assertThat(errors).extracting(error -> error.get("pointer").asText()).containsOnly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"specversion\":\"1.0\"|\"specversion\":\"1.0.2\"|/specversion",
                "\"specversion\":\"1.0\"|\"specversion\":1.0|/specversion",
                "\"id\":\"7\"|\"id\":7|/id",
                "\"id\":\"7\"|\"id\":\"\"|/id",
                "\"id\":\"7\"|\"id\":null|/id",
                "\"/games/cpo\"|\"\"|/source",
                "\"/games/cpo\"|\"a b\"|/source",
                "\"/games/cpo\"|5|/source",
                "\"type\":\"milestone\",\"subject\"|\"type\":5,\"subject\"|/type",
                "\"Edsrzf\"|\"\"|/subject",
                "\"Edsrzf\"|{}|/subject",
                "2026-01-03T09:33:34.5+01:00|2026-01-03|/time",
                "2026-01-03T09:33:34.5+01:00|20200418093334S|/time",
                "2026-01-03T09:33:34.5+01:00|2026-02-30T09:33:34Z|/time",
                "application/json|text/plain|/datacontenttype",
                "\"traceparent\"|\"traceParent\"|/traceParent",
                "\"traceparent\"|\"trace_parent\"|/trace_parent",
                "-5|2147483648|/n",
                "-5|1.5|/n",
                "true|{}|/b",
                "true|[]|/b",
                "\"data\":{|\"data_base64\":\"e30=\",\"data\":{|/data_base64",
                "\"milestone\":\"killed Blork.\"|\"milestone\":{}|/data/milestone"
            })
    void eachFaultIsPointedTo(String part, String instead, String pointer) throws IOException {
        assertThat(EVENT).contains(part);

        assertThat(refused(EVENT.replace(part, instead)).get("errors"))
                .extracting(error -> error.get("pointer").asText())
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "data"})
    void eachMissingMemberIsNamed(String name) throws IOException {
        String without = name.equals("data")
                ? EVENT.replace(",\"data\":" + DATA, "")
                : EVENT.replaceFirst("\"" + name + "\":\"[^\"]*\",", "");

        assertThat(refused(without).get("errors").toString())
                .contains("the required member \\\"" + name + "\\\" is missing");
    }

    @Test
    void unknownTypeListsTheKnownOnes() throws IOException {
        assertThat(refused(EVENT.replace("\"type\":\"milestone\"", "\"type\":\"com.example.created\""))
                        .get("detail")
                        .asText())
                .contains("com.example.created", "milestone");
    }

    @Test
    void binaryModeIsRefusedWithWhatToSendInstead() throws IOException {
        Map<String, String> headers = Map.of(
                "authorization",
                Fixture.KEY,
                "content-type",
                "application/json",
                "ce-specversion",
                "1.0",
                "ce-id",
                "7");

        Fixture.Answer answer = submit.submit(headers, DATA);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").asText()).contains("application/cloudevents+json");
    }

    /** As the specification of the HTTP binding allows. */
    @Test
    void headersOfBinaryModeMayStandBesideStructuredMode() throws IOException {
        Map<String, String> headers = Map.of(
                "authorization", Fixture.KEY, "content-type", "application/cloudevents+json", "ce-specversion", "1.0");

        assertThat(submit.submit(headers, EVENT).status()).isEqualTo(204);
    }

    @Test
    void otherFormatsOfCloudEventsAreRefused() throws IOException {
        assertThat(submit.submit(headers("application/cloudevents+xml"), "<event/>")
                        .status())
                .isEqualTo(415);
    }
}
