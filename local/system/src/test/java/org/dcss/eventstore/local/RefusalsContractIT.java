package org.dcss.eventstore.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.Problems;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /submit} that is refused: with the right status, a problem that names what to change, and no trace. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsContractIT {

    /** A refused body, and what its problem must name. */
    private record Bad(String name, String body, int status, List<String> words, List<String> pointers) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final StoreUnderTest store;
    private final ApiClient client;
    private final SourceKey key;
    private final FeedReader feed;
    /** In every event of this class, all of which are refused. */
    private final String player = unique("refused");

    private final SampleEvent good;

    RefusalsContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
        this.key = store.first();
        this.feed = store.feedFromNow();
        this.good = milestone(key.src(), player);
    }

    @AfterAll
    void nothingOfItIsStored() throws Exception {
        List<ReadEvent> read = store.drain(feed, Set.of());

        assertThat(read).extracting(ReadEvent::data).noneMatch(data -> data.contains(player));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badBodyIsRefused(Bad bad) throws Exception {
        Answer answer = client.submit(key.key(), bad.body());

        JsonNode problem = Problems.check(answer, bad.status(), bad.words());
        assertThat(Problems.pointers(problem)).containsAll(bad.pointers());
        assertThat(answer.header("event-id")).isEmpty();
    }

    Stream<Bad> bad() {
        String event = good.json();
        String data = good.data();
        List<Bad> all = new ArrayList<>();
        // Not JSON.
        all.add(notJson("an empty body", ""));
        all.add(notJson("only white space", " \n "));
        all.add(notJson("plain text", "killed Blork the orc"));
        all.add(notJson("an xlog line", "v=0.4:lv=0.1:name=" + player));
        all.add(notJson("a form", "type=milestone&name=" + player));
        all.add(notJson("the end missing", event.substring(0, event.length() - 3)));
        all.add(notJson("a comma too many", event.replace("}}", ",}}")));
        all.add(notJson("single quotes", event.replace('"', '\'')));
        all.add(notJson("a name without quotes", event.replace("\"type\":\"milestone\"", "type:\"milestone\"")));
        all.add(notJson("a comment", event.replace(",\"data\"", "/* why */,\"data\"")));
        all.add(notJson("NaN", good.with("turn", "NaN").json()));
        all.add(notJson("a number with a leading zero", good.with("turn", "007").json()));
        all.add(notJson(
                "a raw control character", good.with("note", "\"a\u0001b\"").json()));
        all.add(notJson("a bad escape", good.with("note", "\"a\\xb\"").json()));
        all.add(notJson("a name twice", "{\"type\":\"milestone\"," + event.substring(1)));
        all.add(notJson(
                "a name twice in data", good.with("name", "\"" + player + "\"").json()));
        all.add(notJson("two values", event + event));
        all.add(notJson("text after the end", event + " x"));
        all.add(new Bad(
                "deeper than anyone needs",
                good.with("deep", "[".repeat(90_000)).json(),
                413,
                List.of("65536"),
                List.of()));
        all.add(notJson(
                "deep and closed",
                good.with("deep", "[".repeat(5_000) + "]".repeat(5_000)).json()));
        // JSON, but no event.
        all.add(invalid("a string", "\"" + player + "\"", List.of("object"), List.of()));
        all.add(invalid("a number", "42", List.of("object"), List.of()));
        all.add(invalid("null", "null", List.of("object"), List.of()));
        all.add(invalid("true", "true", List.of("object"), List.of()));
        all.add(invalid("an empty object", "{}", List.of("type"), List.of()));
        all.add(invalid(
                "no type", event.replace("\"type\":\"milestone\",\"src\"", "\"src\""), List.of("type"), List.of()));
        all.add(invalid("no src", event.replace("\"src\":\"" + key.src() + "\",", ""), List.of("src"), List.of()));
        all.add(invalid(
                "no data", "{\"type\":\"milestone\",\"src\":\"" + key.src() + "\"}", List.of("data"), List.of()));
        all.add(invalid(
                "a type that is no string",
                event.replace(":\"milestone\",\"src", ":7,\"src"),
                List.of("type"),
                List.of("/type")));
        all.add(invalid(
                "a src that is no string",
                event.replace("\"" + key.src() + "\"", "null"),
                List.of("src"),
                List.of("/src")));
        all.add(invalid(
                "data that is text", event.replace(data, "\"" + player + "\""), List.of("data"), List.of("/data")));
        all.add(invalid(
                "data that is a list", event.replace(data, "[" + data + "]"), List.of("data"), List.of("/data")));
        all.add(invalid("data that is null", event.replace(data, "null"), List.of("data"), List.of("/data")));
        all.add(invalid(
                "data without a name",
                event.replace("\"name\":\"" + player + "\",", ""),
                List.of("name"),
                List.of("/data")));
        all.add(invalid(
                "a time that is none",
                event.replace("20260103093334S", "3 Feb 2026"),
                List.of("time"),
                List.of("/data/time")));
        all.add(invalid(
                "a thirteenth month",
                event.replace("20260103093334S", "20261203093334S"),
                List.of("time"),
                List.of("/data/time")));
        all.add(invalid(
                "a value that is an object",
                event.replace("\"D:5\"", "{\"a\":\"1\"}"),
                List.of("place"),
                List.of("/data/place")));
        all.add(invalid(
                "two mistakes",
                event.replace("20260103093334S", "now").replace("20260103091409S", "then"),
                List.of("time", "start"),
                List.of("/data/time", "/data/start")));
        all.add(invalid("an empty id", good.json(""), List.of("id"), List.of("/id")));
        all.add(invalid("an id of 129 characters", good.json("x".repeat(129)), List.of("id", "128"), List.of("/id")));
        all.add(invalid("an id with a space", good.json("a b"), List.of("id"), List.of("/id")));
        all.add(invalid(
                "an id like the store's own", good.json("~AAAAAAAAAAAAAAAAAAAAAA"), List.of("id"), List.of("/id")));
        all.add(invalid("an id that is a number", good.json("7").replace("\"7\"", "7"), List.of("id"), List.of("/id")));
        all.add(invalid(
                "a member that is none", "{\"when\":1," + event.substring(1), List.of("when"), List.of("/when")));
        all.add(new Bad(
                "an unknown type",
                event.replace(":\"milestone\",\"src", ":\"murder\",\"src"),
                400,
                List.of("murder", "milestone", "logfile"),
                List.of()));
        all.add(new Bad(
                "a type that only the store makes",
                event.replace(":\"milestone\",\"src", ":\"withdrawal\",\"src"),
                400,
                List.of("withdrawal", "milestone", "logfile"),
                List.of()));
        all.add(new Bad(
                "another's src", milestone(store.second().src(), player).json(), 403, List.of(key.src()), List.of()));
        all.add(new Bad(
                "an event over 64 KiB",
                good.with("note", "\"" + "x".repeat(66_000) + "\"").json(),
                413,
                List.of("65536"),
                List.of()));
        all.add(new Bad(
                "an event over 64 KiB in UTF-8 alone",
                good.with("note", "\"" + "ö".repeat(34_000) + "\"").json(),
                413,
                List.of("65536"),
                List.of()));
        all.add(invalid(
                "a day that does not exist",
                good.json().replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"20260129120000S\""),
                List.of("day"),
                List.of("/data/time")));
        all.add(new Bad("an empty batch", "[]", 400, List.of("500"), List.of()));
        all.add(new Bad("a batch of 501", batchOf(501, 10), 400, List.of("500", "501"), List.of()));
        return all.stream();
    }

    private static Bad notJson(String name, String body) {
        return new Bad(name, body, 400, List.of("JSON"), List.of());
    }

    private static Bad invalid(String name, String body, List<String> words, List<String> pointers) {
        return new Bad(name, body, 400, words, pointers);
    }

    private String batchOf(int events, int padding) {
        SampleEvent padded = good.with("note", "\"" + "x".repeat(padding) + "\"");
        return IntStream.range(0, events).mapToObj(i -> padded.json()).collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html; charset=utf-8", "application/xml", "multipart/form-data; boundary=x", "nonsense"})
    void otherContentThanJsonIsRefused(String contentType) throws Exception {
        Answer answer = client.submit(key.key(), good.json(), Map.of("Content-Type", contentType));

        Problems.check(answer, 415, List.of("application/json"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        byte[] latin = good.with("note", "\"Bärbel\"").json().getBytes(ISO_8859_1);
        Answer answer = client.post(latin, Map.of("Authorization", key.key(), "Content-Type", ApiClient.JSON));

        Problems.check(answer, 400, List.of("UTF-8"));
    }

    @Test
    void bodyOver4MBIsRefused() throws Exception {
        assertThat(client.submit(key.key(), batchOf(65, 64_000)).status()).isEqualTo(413);
    }

    @Test
    void damagedGzipIsRefused() throws Exception {
        byte[] garbage = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        Answer answer = client.post(
                garbage,
                Map.of("Authorization", key.key(), "Content-Type", ApiClient.JSON, "Content-Encoding", "gzip"));

        Problems.check(answer, 400, List.of("gzip"));
    }

    @Test
    void requestWithoutKeyIsRefused() throws Exception {
        Answer answer = client.post(good.json().getBytes(UTF_8), Map.of("Content-Type", ApiClient.JSON));

        Problems.check(answer, 401, List.of("Authorization"));
        assertThat(answer.required("www-authenticate")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "Bearer",
                "Bearer nonsense",
                "Basic",
                "Basic nonsense",
                "Basic !!!!",
                "Basic Y3BvOm5vbnNlbnNl",
                "Digest username=\"cpo\""
            })
    void keyThatIsNoneIsRefused(String authorization) throws Exception {
        Answer answer = client.submit(authorization, good.json());

        Problems.check(answer, 401, List.of("key"));
        assertThat(answer.required("www-authenticate")).isNotBlank();
        assertThat(answer.text()).doesNotContain("nonsense");
    }

    @Test
    void basicUserMustBeTheKeysSource() throws Exception {
        Answer answer = client.submit(SourceKey.basic(store.second().src(), key.key()), good.json());

        assertThat(answer.status()).as(answer.toString()).isIn(401, 403);
        Problems.check(answer, answer.status(), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"\"", "ä", "~AAAAAAAAAAAAAAAAAAAAAA", "\"open"})
    void badIdempotencyKeyIsRefused(String value) throws Exception {
        Answer answer = client.submit(key.key(), good.json(), Map.of("Idempotency-Key", value));

        Problems.check(answer, 400, List.of("Idempotency-Key"));
    }

    @Test
    void idempotencyKeyOf129CharactersIsRefused() throws Exception {
        Answer answer = client.submit(key.key(), good.json(), Map.of("Idempotency-Key", "x".repeat(129)));

        Problems.check(answer, 400, List.of("Idempotency-Key", "128"));
    }

    @Test
    void bodyOver10MBIsRefusedBeforeItIsRead() throws Exception {
        byte[] large = ("[" + " ".repeat(10 * 1024 * 1024) + "]").getBytes(UTF_8);
        Answer answer = client.post(large, Map.of("Authorization", key.key(), "Content-Type", ApiClient.JSON));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
    }

    @Test
    void refusedRequestsDoNotKeepTheNextFromBeingServed() throws Exception {
        for (String body : List.of("", "[", "[]", "{}")) {
            client.submit(key.key(), body);
        }
        SampleEvent fine = milestone(key.src(), unique("fine"));

        assertThat(client.submit(key.key(), fine.json()).status()).isEqualTo(204);
    }
}
