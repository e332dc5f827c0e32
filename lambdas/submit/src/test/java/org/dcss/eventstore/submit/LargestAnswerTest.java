package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer never fails once events are queued, whatever is wrong with the others. */
class LargestAnswerTest {

    /** What Lambda hands on. */
    private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

    private final Fixture submit = new Fixture();
    private final SampleEvent event = new SampleGames(new Random(3)).milestone().event("cpo");

    private JsonNode submit(String bad) throws IOException {
        String body = "[" + event.json("first") + "," + (bad + ",").repeat(498) + event.json("last") + "]";
        Fixture.Answer answer = submit.submit(body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(submit.answerBytes).isLessThan(MAX_ANSWER_BYTES);
        assertThat(submit.queued).hasSize(2);
        JsonNode results = answer.json().get("results");
        assertThat(results).hasSize(500);
        return results.get(498).get("problem");
    }

    @Test
    void numbersUnderLongNames() throws IOException {
        JsonNode problem = submit("{\"" + "n".repeat(3_900) + "\":1e1000}");

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/" + "n".repeat(64) + "…");
    }

    @Test
    void aNumberDeepDown() throws IOException {
        JsonNode problem = submit(("{\"" + "n".repeat(60) + "\":").repeat(5) + "1e1000" + "}".repeat(5));

        assertThat(problem.at("/errors/0/pointer").asText()).hasSize(257).endsWith("n…");
    }

    /** Twenty faults each, under names that take most bytes: control characters are escaped twice. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u0001", "\u20ac", "\\\"", "\\ud83d\\udc0d", "/"})
    void twentyFaultsDeepDown(String letter) throws IOException {
        String deep = IntStream.range(0, 5)
                .mapToObj(i -> "{\"" + letter.repeat(Math.min(70, 400 / letter.length())) + "\":")
                .collect(Collectors.joining());
        String faults = IntStream.range(0, 20)
                .mapToObj(i -> "\"" + letter.repeat(3) + i + "\":1e1000")
                .collect(Collectors.joining(","));

        JsonNode problem = submit(deep + "{" + faults + "}" + "}".repeat(5));

        assertThat(problem.get("type").asText()).isEqualTo("urn:dcss:problem:invalid-event");
        assertThat(problem.has("errors")).isFalse();
        assertThat(problem.get("detail").asText()).contains("left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00x", "\u20ac"})
    void aTextThatUtf8CannotHoldIsSentBackMended(String start) throws IOException {
        JsonNode problem = submit("{\"type\":\"" + start + "m".repeat(100) + "\",\"src\":\"cpo\",\"data\":{}}");
        assertThat(problem.get("type").asText()).isEqualTo("urn:dcss:problem:unknown-type");

        submit.queued.clear();
        String cut = "m".repeat(63) + "\\ud83d\\udc0d".repeat(9);
        assertThat(submit("{\"type\":\"" + cut + "\",\"src\":\"cpo\",\"data\":{}}")
                        .get("detail")
                        .asText())
                .contains("m…");
    }
}
