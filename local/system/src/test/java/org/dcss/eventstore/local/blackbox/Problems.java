package org.dcss.eventstore.local.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What must be true of every problem document (RFC 9457). */
public final class Problems {

    private Problems() {}

    /**
     * Checks a refusal.
     *
     * @param words what its detail or its errors must name, whatever the case of the letters
     * @return the problem
     */
    public static JsonNode check(Answer answer, int status, List<String> words) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.required("content-type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        check(problem, status, words);
        return problem;
    }

    /** Checks a problem document, be it an answer or a part of one. */
    public static void check(JsonNode problem, int status, List<String> words) {
        String text = problem.toString();
        assertThat(URI.create(problem.path("type").asText()).isAbsolute())
                .as("the type is an absolute URI: " + text)
                .isTrue();
        assertThat(problem.path("title").asText()).as(text).isNotBlank();
        assertThat(problem.path("status").intValue()).as(text).isEqualTo(status);
        assertThat(problem.path("detail").asText()).as(text).isNotBlank();
        for (JsonNode error : problem.path("errors")) {
            assertThat(error.path("pointer").isTextual()).as(text).isTrue();
            assertThat(error.path("message").asText()).as(text).isNotBlank();
        }
        String said = text.toLowerCase(Locale.ROOT);
        words.forEach(word -> assertThat(said).contains(word.toLowerCase(Locale.ROOT)));
    }

    /** The JSON pointers of a problem's errors. */
    public static List<String> pointers(JsonNode problem) {
        return problem.path("errors").findValuesAsText("pointer");
    }
}
