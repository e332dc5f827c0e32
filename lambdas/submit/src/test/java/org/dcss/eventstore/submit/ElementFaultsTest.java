package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.submit.Fixture.KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong inside one event of several is that event's fault alone. */
class ElementFaultsTest {

    private final Fixture submit = new Fixture();
    private final SampleEvent event = new SampleGames(new Random(3)).milestone().event("cpo");

    private JsonNode results(Fixture.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(submit.queued)
                .extracting(message -> message.event().id())
                .containsExactly(new EventId("first"), new EventId("last"));
        JsonNode results = answer.json().get("results");
        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected", "accepted");
        return results.get(1).get("problem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"\\ud800\":1}|invalid-event|surrogate",
                "{\"x\":{\"\\udc00\":1}}|invalid-event|surrogate",
                "{\"x\":\"\\q\"}|not-json|bad escape",
                "{\"x\":\"\\u12g4\"}|not-json|bad escape",
                "{\"x\":\"a\u0001b\"}|not-json|U+0001",
                "{\"x\":NaN}|not-json|NaN",
                "{\"x\":-Infinity}|not-json|minus",
                "{\"x\":007}|not-json|leading zero",
                "{\"x\":+7}|not-json|plus",
                "{\"x\":7.}|not-json|point",
                "{\"x\":.7}|not-json|point",
                "{\"x\":1e}|not-json|exponent",
                "{\"x\":0x7}|not-json|number",
                "{\"x\":1,}|not-json|comma too many",
                "{\"x\":[1,]}|not-json|comma too many",
                "{\"x\":[1 2]}|not-json|a comma or a closing ]",
                "{\"x\" 1}|not-json|colon",
                "{x:1}|not-json|without quotes",
                "{'x':1}|not-json|single quote",
                "{\"x\":None}|not-json|without quotes",
                "{/**/\"x\":1}|not-json|comment",
                "# x|not-json|comment",
                "\uFEFF{}|not-json|byte order mark",
                "{}{}|not-json|more after the end",
                "{\"x\":\u00a01}|not-json|U+00A0",
                "killed Sigmund|not-json|without quotes",
                "7|invalid-event|JSON object"
            })
    void onlyTheDamagedElementIsRejectedAndTheDamageIsNamed(String damaged, String tag, String words)
            throws IOException {
        JsonNode problem =
                results(submit.submit("[" + event.json("first") + "," + damaged + "," + event.json("last") + "]"));

        assertThat(problem.get("type").asText()).isEqualTo("urn:dcss:problem:" + tag);
        assertThat(problem.toString()).contains(words);

        submit.queued.clear();
        JsonNode line = results(ndjson(event.json("first"), damaged, event.json("last")));
        assertThat(line.get("type").asText()).isEqualTo("urn:dcss:problem:" + tag);

        assertThat(submit.submit(damaged).json().get("type").asText()).isEqualTo("urn:dcss:problem:" + tag);
    }

    private Fixture.Answer ndjson(String... lines) throws IOException {
        return submit.submit(
                Map.of("authorization", KEY, "content-type", "application/x-ndjson"), String.join("\n", lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void aByteThatIsNoUtf8SpoilsOnlyItsEvent(String contentType) throws IOException {
        boolean lines = contentType.endsWith("ndjson");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String start = (lines ? "" : "[") + event.json("first") + (lines ? "\n" : ",");
        body.write(start.getBytes(StandardCharsets.UTF_8));
        body.write("{\"x\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
        body.write(
                ((lines ? "\r\n" : ",") + event.json("last") + (lines ? "\n" : "]")).getBytes(StandardCharsets.UTF_8));

        JsonNode problem =
                results(submit.submit(Map.of("authorization", KEY, "content-type", contentType), body.toByteArray()));

        assertThat(problem.get("detail").asText()).contains("UTF-8", "byte " + (start.length() + 6) + " of the body");
    }

    @Test
    void unfinishedLinesAndArraysAreToldApart() throws IOException {
        String cut = event.json("last").substring(0, 200);
        Fixture.Answer lines = ndjson(event.json("first"), cut);
        assertThat(lines.json().get("results").get(1).toString()).contains("not-json", "early end");

        submit.queued.clear();
        Fixture.Answer array = submit.submit("[" + event.json("first") + "," + cut);
        assertThat(array.status()).isEqualTo(400);
        assertThat(array.body()).contains("not-json", "early end");
        assertThat(submit.queued).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[%s,]", "[,%s]", "[%s,,%s]", "[%s}", "[%s", "[%s] x", "[%s]]", "\uFEFF[%s]", "[{\"a\":[1}},%s]"
            })
    void anArrayThatIsNoneIsRefusedAsAWhole(String form) throws IOException {
        Fixture.Answer answer = submit.submit(form.replace("%s", event.json()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:dcss:problem:not-json");
        assertThat(submit.queued).isEmpty();
    }

    @Test
    void linesAreAnsweredAsAnArrayAndEmptyOnesArePassedOver() throws IOException {
        Fixture.Answer answer = ndjson("", event.json("first"), " \t\r", event.json("last") + "\r", "");

        assertThat(answer.json().get("results").findValuesAsText("id")).containsExactly("first", "last");
        assertThat(ndjson(event.json()).json().get("results")).hasSize(1);
        assertThat(ndjson("[" + event.json() + "]").json().get("results").toString())
                .contains("rejected");
        assertThat(ndjson(" ", "").json().get("detail").asText()).contains("not 0");
        assertThat(ndjson(Collections.nCopies(501, event.json()).toArray(String[]::new))
                        .json()
                        .get("detail")
                        .asText())
                .contains("not 501");
    }

    @Test
    void severalEventsInABodyThatIsNoArrayAreToldHow() throws IOException {
        assertThat(submit.submit(event.json() + "\n" + event.json()).body()).contains("application/x-ndjson");
    }

    @Test
    void anIdWithOtherContentIsRejectedButNotARepeat() throws IOException {
        String body = String.join(
                ",",
                event.json("a"),
                event.json("a"),
                event.with("x", "1").json("a"),
                event.with("x", "1").json("b"),
                event.json("a"));

        JsonNode results = submit.submit("[" + body + "]").json().get("results");

        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "accepted", "rejected", "accepted", "accepted");
        assertThat(results.get(2).at("/problem/errors/0/pointer").asText()).isEqualTo("/id");
        assertThat(submit.queued).hasSize(4);
    }

    @Test
    void anIdFromTheHeaderMeetsAnotherContentToo() throws IOException {
        Map<String, String> headers = Map.of("authorization", KEY, "idempotency-key", "k");
        List<String> events = List.of(event.json(), event.with("x", "1").json("k/0"));

        assertThat(submit.submit(headers, "[" + String.join(",", events) + "]")
                        .json()
                        .get("results"))
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected");
    }
}
