package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.junit.jupiter.api.Test;

/** {@code POST /submit/{type}}: the body is the data, and nothing else. */
class DataAloneTest {

    private static final String DATA = "{\"name\":\"a\",\"start\":\"20260003091409S\",\"time\":\"20260003093334S\","
            + "\"type\":\"uniq\",\"milestone\":\"killed Blork.\"}";

    private final Fixture submit = new Fixture();

    @Test
    void bodyIsTheDataAndTheSourceIsTheKeys() throws IOException {
        Fixture.Answer answer = submit.submitData("milestone", " " + DATA.replace(",", " ,\n") + "\n");

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(submit.queued).singleElement().satisfies(message -> {
            assertThat(message.event().type()).isEqualTo(new EventType("milestone"));
            assertThat(message.event().src()).isEqualTo(new Source("cpo"));
            assertThat(message.event().data()).isEqualTo(DATA);
            assertThat(message.event().at()).contains(Instant.parse("2026-01-03T09:33:34Z"));
            assertThat(message.event().id().value()).isEqualTo(answer.headers().get("Event-Id"));
        });
    }

    @Test
    void arrayHoldsTheDataOfSeveral() throws IOException {
        JsonNode results = submit.submitData("milestone", "[" + DATA + ",{}," + DATA + "]")
                .json()
                .get("results");

        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected", "accepted");
        assertThat(submit.queued).hasSize(2);
    }

    @Test
    void pointersLeadIntoWhatWasSent() throws IOException {
        Fixture.Answer answer = submit.submitData("milestone", DATA.replace("20260003093334S", "20261203093334S"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors"))
                .extracting(error -> error.get("pointer").asText())
                .containsExactly("/time");
        assertThat(submit.submitData("milestone", "{}").json().get("errors"))
                .extracting(error -> error.get("pointer").asText())
                .containsOnly("");
    }

    @Test
    void membersOfEnvelopesAreDataHere() throws IOException {
        String data = DATA.replace("{", "{\"specversion\":\"1.0\",\"EventType\":\"A\",");

        assertThat(submit.submitData("milestone", data).status()).isEqualTo(204);
        assertThat(submit.queued).singleElement().satisfies(message -> {
            assertThat(message.event().data()).isEqualTo(data);
            assertThat(message.event().id().envelope()).isEmpty();
        });
    }

    @Test
    void unknownTypeListsTheKnownOnes() throws IOException {
        Fixture.Answer answer = submit.submitData("murder", DATA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).endsWith("unknown-type");
        assertThat(answer.json().get("detail").asText()).contains("murder", "line, logfile, milestone");
    }

    @Test
    void typeThatAsksForMoreThanDataIsRefused() throws IOException {
        Fixture.Answer answer = submit.submitData("line", "{\"text\":\"a=1\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").toString()).contains("file");
    }

    @Test
    void cloudEventsHaveTypesOfTheirOwn() throws IOException {
        Fixture.Answer answer = submit.submitData(
                "milestone",
                Map.of("authorization", Fixture.KEY, "content-type", "application/cloudevents+json"),
                DATA);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").asText()).contains("/submit");
    }
}
