package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.dcss.eventstore.core.Envelope;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.message.MessageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in the form of Event Base. */
class EventBaseTest {

    /** The example of its documentation, with the spaces and the order it has there. */
    private static final String EXAMPLE = """
            {
            \t"Timestamp"\t: 1596719980,
            \t"EventType"\t: "EVENT_TEST",
            \t"ID"\t\t: "53877b2e-e496-11ea-b678-9b42a44d5e59",
            \t"EmitterId"\t: "6b04fd08-e496-11ea-8176-9f85e075569c",
                "EmitterType": "USER",
            \t"Data"\t\t: {
            \t\t"foo": "bar"
            \t}
            }
            """;

    private final Fixture submit = new Fixture();

    private Event accepted(String body) throws IOException {
        submit.queued.clear();
        Fixture.Answer answer = submit.submit(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(submit.queued).hasSize(1);
        return submit.queued.get(0).event();
    }

    private JsonNode refused(String body) throws IOException {
        Fixture.Answer answer = submit.submit(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(submit.queued).isEmpty();
        return answer.json();
    }

    @Test
    void exampleOfItsDocumentationIsTaken() throws Exception {
        Event event = accepted(EXAMPLE);

        assertThat(event.type().name()).isEqualTo("EVENT_TEST");
        assertThat(event.src().name()).isEqualTo("cpo");
        assertThat(event.at()).contains(Instant.parse("2020-08-06T13:19:40Z"));
        assertThat(event.file()).isEmpty();
        assertThat(event.id().envelope()).contains(Envelope.EVENT_BASE);
        assertThat(event.id().isClientMade()).isFalse();
        assertThat(event.data()).isEqualTo(EXAMPLE.replaceAll("\\s", ""));
        assertThat(MessageCodec.decode(MessageCodec.encode(submit.queued.get(0))))
                .isEqualTo(submit.queued.get(0));
    }

    @Test
    void noMoreFaultsAreToldThanTheContractAllows() throws IOException {
        StringBuilder members = new StringBuilder("{\"EventType\":\"no\"");
        for (int i = 0; i < 40; i++) {
            members.append(",\"more").append(i).append("\":1");
        }

        assertThat(refused(members.append('}').toString()).get("errors")).hasSize(20);
    }

    @Test
    void dataIsOptional() throws IOException {
        String without = EXAMPLE.replaceAll("\\s", "").replace(",\"Data\":{\"foo\":\"bar\"}", "");

        assertThat(accepted(without).data()).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1970-01-01T00:00:00Z",
                "-1|1969-12-31T23:59:59Z",
                "1596719980.1239|2020-08-06T13:19:40.123Z",
                "99999999999|5138-11-16T09:46:39Z",
                "100000000000|1973-03-03T09:46:40Z",
                "1596719980123|2020-08-06T13:19:40.123Z",
                "\"2020-08-06T13:19:40Z\"|2020-08-06T13:19:40Z",
                "\"2020-08-06T15:19:40.5+02:00\"|2020-08-06T13:19:40.500Z"
            })
    void timestampIsInSecondsOrMillisecondsOrText(String timestamp, Instant at) throws IOException {
        assertThat(accepted(EXAMPLE.replace("1596719980", timestamp)).at()).contains(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Timestamp", "ID", "EmitterId", "EmitterType"})
    void eachMissingFieldIsNamed(String field) throws IOException {
        String without = EXAMPLE.replaceAll("\\s", "").replaceAll("\"" + field + "\":[^,]*,", "");

        assertThat(refused(without).get("errors")).singleElement().satisfies(error -> {
            assertThat(error.get("pointer").asText()).isEmpty();
            assertThat(error.get("message").asText()).isEqualTo("the required member \"" + field + "\" is missing");
        });
    }

    /** It is what tells the form. */
    @Test
    void withoutEventTypeItIsNoEventOfAnyForm() throws IOException {
        JsonNode problem = refused(EXAMPLE.replaceAll("\\s", "").replace("\"EventType\":\"EVENT_TEST\",", ""));

        assertThat(problem.get("errors").toString()).contains("type", "/EmitterId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Timestamp|true",
                "Timestamp|\"1596719980\"",
                "Timestamp|\"20200418093334S\"",
                "Timestamp|\"2020-02-30T00:00:00Z\"",
                "Timestamp|\"2020-08-06T13:19Z\"",
                "Timestamp|1e300",
                "Timestamp|null",
                "EventType|7",
                "EventType|\"\"",
                "EventType|\"event_test\"",
                "EventType|\"Event\"",
                "EventType|\"EVENT_\"",
                "EventType|\"EVENT__TEST\"",
                "EventType|\"_EVENT\"",
                "EventType|\"EVENT-TEST\"",
                "ID|7",
                "ID|\"\"",
                "EmitterId|[]",
                "EmitterId|\"\"",
                "EmitterType|null",
                "EmitterType|\"\"",
                "Data|\"text\"",
                "Data|[1]",
                "Data|null",
                "More|1"
            })
    void eachMistypedFieldIsPointedTo(String field, String value) throws IOException {
        String compact = EXAMPLE.replaceAll("\\s", "");
        String sent = field.equals("More")
                ? compact.replace("{\"Timestamp", "{\"More\":1,\"Timestamp")
                : compact.replaceAll("\"" + field + "\":(\\{[^}]*}|[^,]*)", "\"" + field + "\":" + value);

        assertThat(refused(sent).get("errors"))
                .extracting(error -> error.get("pointer").asText())
                .containsExactly("/" + field);
    }

    @Test
    void longestIdAndTypeAreTakenAndNoLonger() throws IOException {
        String id = "53877b2e-e496-11ea-b678-9b42a44d5e59";

        assertThat(accepted(EXAMPLE.replace("EVENT_TEST", "E".repeat(128)).replace(id, "i".repeat(256)))
                        .type()
                        .name())
                .hasSize(128);
        submit.queued.clear();
        assertThat(refused(EXAMPLE.replace("EVENT_TEST", "E".repeat(129)).replace(id, "i".repeat(257)))
                        .get("errors"))
                .extracting(error -> error.get("pointer").asText())
                .containsExactly("/EventType", "/ID");
    }

    @Test
    void keyOfTheRequestMakesTheSameIdAgain() throws IOException {
        Map<String, String> headers = Map.of("authorization", Fixture.KEY, "idempotency-key", "order-17");

        assertThat(submit.submit(headers, EXAMPLE).headers()).containsEntry("Event-Id", "~b/order-17");
        assertThat(submit.submit(headers, "[" + EXAMPLE + "]")
                        .json()
                        .at("/results/0/id")
                        .asText())
                .isEqualTo("~b/order-17/0");
        assertThat(submit.queued)
                .allSatisfy(message ->
                        assertThat(message.event().id().isClientMade()).isTrue());
    }

    @Test
    void standsInAnArrayBesideOthers() throws IOException {
        String own = "{\"type\":\"milestone\",\"src\":\"cpo\",\"data\":{\"name\":\"a\",\"start\":\"20260003091409S\","
                + "\"time\":\"20260003093334S\",\"type\":\"uniq\",\"milestone\":\"killed Blork.\"}}";

        JsonNode results = submit.submit("[" + own + "," + EXAMPLE + ",{\"EventType\":1}]")
                .json()
                .get("results");

        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "accepted", "rejected");
        assertThat(submit.queued)
                .extracting(message -> message.event().type().name())
                .containsExactly("milestone", "EVENT_TEST");
    }
}
