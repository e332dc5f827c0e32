package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.submit.Fixture.KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.submit.Fixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused: with which status and problem, and that it is queued by no means. */
class RefusalTest {

    private static final SampleEvent EVENT =
            new SampleGames(new Random(1)).milestone().event("cpo");

    /** A body and what its refusal must say, the whole problem document taken together. */
    private record Row(String name, String body, int status, String tag, List<String> words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final Fixture submit = new Fixture();

    private JsonNode check(Answer answer, int status, String tag) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Event-Id");
        JsonNode problem = answer.json();
        assertThat(problem.get("type").asText()).isEqualTo("urn:dcss:problem:" + tag);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(answer.body().length()).isLessThan(4_000);
        assertThat(answer.body()).doesNotContain("Exception", "org.dcss", KEY);
        assertThat(submit.queued).isEmpty();
        return problem;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aBadBodyIsRefused(Row row) throws IOException {
        JsonNode problem = check(submit.submit(row.body()), row.status(), row.tag());

        assertThat(problem.toString()).contains(row.words());
        assertThat(submit.metric("Accepted")).containsExactly(0.0);
        assertThat(submit.metric("Rejected")).containsExactly(1.0);
    }

    static Stream<Row> rows() {
        String event = EVENT.json();
        String data = EVENT.data();
        List<Row> rows = new ArrayList<>();
        rows.add(notJson("nothing", ""));
        rows.add(notJson("white space", " \r\n\t "));
        rows.add(notJson("text", "killed Sigmund"));
        rows.add(notJson("an xlog line", "v=0.4:lv=0.1"));
        rows.add(notJson("an open end", event.substring(0, event.length() - 1)));
        rows.add(notJson("a trailing comma", event.replace("}}", ",}}")));
        rows.add(notJson("a trailing comma in an array", "[" + event + ",]"));
        rows.add(notJson("single quotes", event.replace('"', '\'')));
        rows.add(notJson("a bare name", event.replace("\"type\":\"milestone\"", "type:\"milestone\"")));
        rows.add(notJson("a comment", event.replace(",\"data\"", "/**/,\"data\"")));
        rows.add(notJson("NaN", EVENT.with("x", "NaN").json()));
        rows.add(notJson("a leading zero", EVENT.with("x", "007").json()));
        rows.add(notJson("a leading plus", EVENT.with("x", "+7").json()));
        rows.add(notJson("a bare point", EVENT.with("x", "7.").json()));
        rows.add(notJson("hexadecimal", EVENT.with("x", "0x7").json()));
        rows.add(notJson("a control character", EVENT.with("x", "\"\u0001\"").json()));
        rows.add(notJson("a line end in a string", EVENT.with("x", "\"\n\"").json()));
        rows.add(notJson("a bad escape", EVENT.with("x", "\"\\x\"").json()));
        rows.add(notJson("a byte order mark", "\uFEFF" + event));
        rows.add(notJson("two events", event + event));
        rows.add(notJson("two arrays", "[" + event + "] []"));
        rows.add(notJson("text after the end", event + " x"));
        rows.add(notJson("a bracket too many", event + "}"));
        rows.add(invalid("a string", "\"x\"", "object"));
        rows.add(invalid("a number", "42", "object"));
        rows.add(invalid("null", "null", "object"));
        rows.add(invalid("true", "true", "object"));
        rows.add(invalid("an empty object", "{}", "type", "src", "data"));
        rows.add(invalid("no src", event.replace("\"src\":\"cpo\",", ""), "\"pointer\":\"\"", "src"));
        rows.add(invalid("src null", event.replace("\"cpo\"", "null"), "\"pointer\":\"/src\""));
        rows.add(invalid("src in capitals", event.replace("\"cpo\"", "\"CPO\""), "\"pointer\":\"/src\""));
        rows.add(invalid("src with a line end", event.replace("\"cpo\"", "\"cpo\\n\""), "\"pointer\":\"/src\""));
        rows.add(
                invalid("type a number", event.replace("\"milestone\",\"src\"", "7,\"src\""), "\"pointer\":\"/type\""));
        rows.add(invalid("data a string", event.replace(data, "\"x\""), "\"pointer\":\"/data\""));
        rows.add(invalid("data a list", event.replace(data, "[" + data + "]"), "\"pointer\":\"/data\""));
        rows.add(invalid("data null", event.replace(data, "null"), "\"pointer\":\"/data\""));
        rows.add(invalid("no data", "{\"type\":\"milestone\",\"src\":\"cpo\"}", "data"));
        rows.add(invalid("one member more", "{\"when\":1," + event.substring(1), "\"pointer\":\"/when\""));
        rows.add(invalid("an empty id", EVENT.json(""), "\"pointer\":\"/id\"", "128"));
        rows.add(invalid("a long id", EVENT.json("x".repeat(129)), "\"pointer\":\"/id\"", "128"));
        rows.add(invalid("an id with a space", EVENT.json("a b"), "\"pointer\":\"/id\""));
        rows.add(invalid("an id with a line end", EVENT.json("a\\n"), "\"pointer\":\"/id\""));
        rows.add(invalid("an id like ours", EVENT.json("~AAAAAAAAAAAAAAAAAAAAAA"), "\"pointer\":\"/id\""));
        rows.add(invalid("id a number", EVENT.json("7").replace("\"7\"", "7"), "\"pointer\":\"/id\""));
        rows.add(invalid("id null", EVENT.json("7").replace("\"7\"", "null"), "\"pointer\":\"/id\""));
        rows.add(invalid(
                "a value that is a list", EVENT.with("banisher", "[]").json(), "\"pointer\":\"/data/banisher\""));
        rows.add(invalid(
                "a name twice", event.replace("\"data\"", "\"src\":\"cpo\",\"data\""), "\"pointer\":\"/src\"", "JSON"));
        rows.add(invalid("a name twice in data", EVENT.with("name", "\"x\"").json(), "\"pointer\":\"/data/name\""));
        rows.add(invalid(
                "a name twice, once escaped", EVENT.with("n\\u0061me", "\"x\"").json(), "\"pointer\":\"/data/name\""));
        rows.add(invalid(
                "a name twice deep down",
                EVENT.with("x", "[0,{\"a/b\":1,\"a/b\":2}]").json(),
                "\"pointer\":\"/data/x/1/a~1b\""));
        rows.add(invalid(
                "too deep", EVENT.with("x", "[".repeat(63) + "]".repeat(63)).json(), "64", "JSON"));
        rows.add(invalid("endless depth", EVENT.with("x", "[".repeat(3_000)).json(), "64", "JSON"));
        rows.add(
                invalid("a long number", EVENT.with("x", "1".repeat(1_001)).json(), "\"pointer\":\"/data/x\"", "1000"));
        rows.add(invalid("a great exponent", EVENT.with("x", "1e1000").json(), "\"pointer\":\"/data/x\"", "exponent"));
        rows.add(invalid(
                "a great exponent of a known member",
                EVENT.with("banisher", "1e-999999999").json(),
                "\"pointer\":\"/data/banisher\""));
        rows.add(invalid("U+FFFF unescaped", EVENT.with("x", "\"\uFFFF\"").json(), "escaped"));
        rows.add(invalid(
                "half a surrogate pair in a name",
                EVENT.with("x", "1,\"\\ud800\":1").json(),
                "\"pointer\":\"/data\"",
                "surrogate"));
        rows.add(invalid("half a surrogate pair", EVENT.with("x", "\"\ud83d \"").json(), "escaped"));
        rows.add(new Row(
                "an unknown type",
                event.replace("\"milestone\",\"src\"", "\"murder\",\"src\""),
                400,
                "unknown-type",
                List.of("murder", "line, logfile, milestone")));
        rows.add(new Row(
                "a long unknown type",
                event.replace("\"milestone\",\"src\"", "\"" + "y".repeat(2_000) + "\",\"src\""),
                400,
                "unknown-type",
                List.of("yyy…")));
        rows.add(new Row("another's src", event.replace("\"cpo\"", "\"cao\""), 403, "wrong-source", List.of("cpo")));
        rows.add(new Row(
                "a large event",
                EVENT.with("x", "\"" + "x".repeat(4_000) + "\"").json(),
                413,
                "event-too-large",
                List.of("4096")));
        rows.add(new Row(
                "an event large in UTF-8",
                EVENT.with("x", "\"" + "€".repeat(1_300) + "\"").json(),
                413,
                "event-too-large",
                List.of("4096")));
        rows.add(new Row(
                "a large body",
                "[" + " ".repeat(4_000_000) + event + "]",
                413,
                "body-too-large",
                List.of("4000000", "4 MB")));
        rows.add(new Row("an empty array", "[]", 400, "invalid-batch", List.of("500", "not 0")));
        rows.add(new Row("501 events", batch(501, event), 400, "invalid-batch", List.of("500", "501")));
        rows.add(new Row("many more numbers", batch(9_000, "1"), 400, "invalid-batch", List.of("9000")));
        return rows.stream();
    }

    private static Row notJson(String name, String body) {
        return new Row(name, body, 400, "not-json", List.of("JSON"));
    }

    private static Row invalid(String name, String body, String... words) {
        return new Row(name, body, 400, "invalid-event", List.of(words));
    }

    private static String batch(int size, String event) {
        return IntStream.range(0, size).mapToObj(i -> event).collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void allMistakesAreToldAtOnceButNotMoreThanTwenty() throws IOException {
        String two = EVENT.json().replaceAll("\"(start|time)\":\"[^\"]*\"", "\"$1\":\"now\"");
        assertThat(check(submit.submit(two), 400, "invalid-event").get("errors").findValuesAsText("pointer"))
                .containsExactly("/data/start", "/data/time");

        String many = "{\"type\":\"milestone\",\"src\":\"cpo\",\"data\":{},"
                + IntStream.range(0, 50).mapToObj(i -> "\"x" + i + "\":1").collect(Collectors.joining(",")) + "}";
        assertThat(check(submit.submit(many), 400, "invalid-event").get("errors"))
                .hasSize(20);

        String twins = "{" + "\"a\":1,".repeat(50) + "\"a\":1}";
        assertThat(check(submit.submit(twins), 400, "invalid-event").get("errors"))
                .hasSize(20);
    }

    @Test
    void longNamesAreNotSentBack() throws IOException {
        Answer answer =
                submit.submit("{\"" + "n".repeat(2_000) + "\":1," + EVENT.json().substring(1));

        check(answer, 400, "invalid-event");
        assertThat(answer.body()).doesNotContain("n".repeat(100));
    }

    @Test
    void aSyntaxErrorIsLocated() throws IOException {
        JsonNode problem = check(submit.submit("{\"type\":\n  milestone}"), 400, "not-json");

        assertThat(problem.get("detail").asText()).contains("line 2, column 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; charset=iso-8859-1",
                "multipart/form-data",
                "application/xml",
                "nonsense",
                "application/jsonp",
                "application/json; charset=iso-8859-1"
            })
    void otherContentIsRefused(String contentType) throws IOException {
        Answer answer = submit.submit(Map.of("authorization", KEY, "content-type", contentType), EVENT.json());

        assertThat(check(answer, 415, "unsupported-content").toString()).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void anotherCompressionIsRefused(String encoding) throws IOException {
        Answer answer = submit.submit(Map.of("authorization", KEY, "content-encoding", encoding), EVENT.json());

        assertThat(check(answer, 415, "unsupported-content").toString()).contains("gzip");
    }

    @Test
    void theByteThatIsNoUtf8IsNamed() throws IOException {
        byte[] latin = EVENT.with("x", "\"ä\"").json().getBytes(StandardCharsets.ISO_8859_1);
        int place = EVENT.with("x", "\"ä\"").json().indexOf('ä');

        assertThat(check(submit.submit(Map.of("authorization", KEY), latin), 400, "not-json")
                        .toString())
                .contains("UTF-8", "byte " + place + " of the body", "0xE4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\"\"", "\"", "ä", "~AAAAAAAAAAAAAAAAAAAAAA", "\"open"})
    void aBadIdempotencyKeyIsRefused(String key) throws IOException {
        Map<String, String> headers = Map.of("authorization", KEY, "idempotency-key", key);

        for (String body : List.of(EVENT.json(), "[" + EVENT.json() + "]", EVENT.json("own"))) {
            JsonNode problem = check(submit.submit(headers, body), 400, "invalid-idempotency-key");
            assertThat(problem.toString()).contains("Idempotency-Key");
        }
    }

    @Test
    void anIdempotencyKeyMustLeaveRoomForThePlaceInABatch() throws IOException {
        Map<String, String> headers = Map.of("authorization", KEY, "idempotency-key", "x".repeat(125));

        assertThat(check(submit.submit(headers, "[" + EVENT.json() + "]"), 400, "invalid-idempotency-key")
                        .toString())
                .contains("124");
        assertThat(submit.submit(headers, EVENT.json()).status()).isEqualTo(204);
    }
}
