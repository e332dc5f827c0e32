package org.dcss.eventstore.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.append.Fixture.Answer;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.memory.FaultyStreamTable;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.PutResult;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.intake.queue.Quotas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AppendHandlerTest {

    private static final String MADE = "{\"type\":\"made\",\"data\":\"AAECAw==\"}";

    private final Fixture fixture = new Fixture();

    private static Map<String, String> key(String key) {
        return Map.of("authorization", key);
    }

    @Test
    void appendsBecomeTheVersionsOfTheirStreamAndAreQueued() {
        Answer first = fixture.append("order:1", MADE);
        Answer second = fixture.append("order:1/2", "{\"data\":\"\",\"type\":\"\\u0000\\\"é\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json()).hasToString("{\"stream\":\"order:1\",\"version\":1}");
        assertThat(second.json()).hasToString("{\"stream\":\"order:1\",\"version\":2}");
        assertThat(fixture.versions("order:1"))
                .extracting(StoredVersion::isPending)
                .containsExactly(false, false);
        assertThat(fixture.queued)
                .extracting(Event::data)
                .containsExactly(
                        "{\"stream\":\"order:1\",\"version\":1,\"type\":\"made\",\"data\":\"AAECAw==\"}",
                        "{\"stream\":\"order:1\",\"version\":2,\"type\":\"\\u0000\\\"\\u00E9\",\"data\":\"\"}");
        assertThat(fixture.log())
                .contains("\"appended\"")
                .contains("\"stream\":\"order:1\"")
                .doesNotContain("AAECAw");
    }

    @Test
    void otherVersionThanTheNextIsAConflictThatNamesTheCurrentOne() {
        Answer early = fixture.append("a/2", MADE);
        fixture.append("a", MADE);
        Answer late = fixture.append("a/1", MADE);

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.problem()).isEqualTo("version-conflict");
        assertThat(early.json().get("current_version").asLong()).isZero();
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("current_version").asLong()).isEqualTo(1);
        assertThat(fixture.versions("a")).hasSize(1);
    }

    @Test
    void sameIdAgainGetsTheAnswerItGotBefore() {
        String named = "{\"type\":\"made\",\"data\":\"AA==\",\"id\":\"game/1\"}";
        fixture.append("a/1", named);
        fixture.append("a", MADE);

        assertThat(fixture.append("a/1", named).json()).hasToString("{\"stream\":\"a\",\"version\":1}");
        assertThat(fixture.append("a", named).json()).hasToString("{\"stream\":\"a\",\"version\":1}");
        assertThat(fixture.append("b", named).json()).hasToString("{\"stream\":\"b\",\"version\":1}");
        assertThat(fixture.versions("a")).hasSize(2);
    }

    @Test
    void sameIdWithOtherContentOrAsAnotherVersionIsRefused() {
        fixture.append("a", "{\"type\":\"made\",\"data\":\"AA==\",\"id\":\"1\"}");

        Answer content = fixture.append("a", "{\"type\":\"lost\",\"data\":\"AA==\",\"id\":\"1\"}");
        Answer version = fixture.append("a/2", "{\"type\":\"made\",\"data\":\"AA==\",\"id\":\"1\"}");

        assertThat(List.of(content, version)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("invalid-append");
            assertThat(answer.pointers()).containsExactly("/id");
        });
        assertThat(fixture.versions("a")).hasSize(1);
    }

    @Test
    void streamBelongsToTheSourceThatBeganIt() {
        fixture.append("a", MADE);

        Answer other = fixture.append("a", MADE, key(Fixture.CAO));
        Answer expected = fixture.append("a/7", MADE, key(Fixture.CAO));

        assertThat(other.status()).isEqualTo(403);
        assertThat(other.problem()).isEqualTo("wrong-source");
        assertThat(expected.status()).isEqualTo(403);
        assertThat(fixture.append("b", MADE, key(Fixture.CAO)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a | {\"data\":\"\"} | ``",
                "a | {\"type\":\"\",\"data\":\"\"} | /type",
                "a | {\"type\":7,\"data\":\"\"} | /type",
                "a | {\"type\":\"half \\ud800\",\"data\":\"\"} | /type",
                "a | {\"type\":\"made\"} | ``",
                "a | {\"type\":\"made\",\"data\":null} | /data",
                "a | {\"type\":\"made\",\"data\":\"AA\"} | /data",
                "a | {\"type\":\"made\",\"data\":\"AB==\"} | /data",
                "a | {\"type\":\"made\",\"data\":\"A A==\"} | /data",
                "a | {\"type\":\"made\",\"data\":\"_w==\"} | /data",
                "a | {\"type\":\"made\",\"data\":\"\",\"id\":\"~a\"} | /id",
                "a | {\"type\":\"made\",\"data\":\"\",\"src\":{\"a\":[1]}} | /src",
                "a | {\"type\":\"made\",\"data\":\"\",\"a/~\":1} | /a~1~0",
                "a | {\"type\":\"made\",\"data\":\"\",\"type\":\"made\"} | /type",
                "a/0 | {\"type\":\"made\",\"data\":\"\"} | /version",
                "a/01 | {\"type\":\"made\",\"data\":\"\"} | /version",
                "a/1.0 | {\"type\":\"made\",\"data\":\"\"} | /version",
                "a/-1 | {\"type\":\"made\",\"data\":\"\"} | /version",
                "a/ | {\"type\":\"made\",\"data\":\"\"} | /version",
                "a/9007199254740993 | {\"type\":\"made\",\"data\":\"\"} | /version",
                "a b | {\"type\":\"made\",\"data\":\"\"} | /stream"
            })
    void whatIsWrongIsPointedTo(String address, String body, String pointer) {
        Answer answer = fixture.append(address, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-append");
        assertThat(answer.pointers()).containsExactly(pointer);
        assertThat(fixture.queued).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128})
    void typeIsAnyTextOfSoManyCharacters(int length) {
        String type = "\uD83D\uDC09".repeat(length);

        assertThat(fixture.append("a", "{\"type\":\"" + type + "\",\"data\":\"\"}")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.append("a", "{\"type\":\"" + "x".repeat(129) + "\",\"data\":\"\"}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"made\" | not-json",
                "{\"type\":\"made\",\"data\":\"\"} {} | not-json",
                "{'type':1} | not-json",
                "[] | invalid-append",
                "7 | invalid-append"
            })
    void whatIsNoJsonObjectIsRefused(String body, String problem) {
        Answer answer = fixture.append("a", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void greatestVersionMayBeExpected() {
        assertThat(fixture.append("a/9007199254740992", MADE).problem()).isEqualTo("version-conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFE", "\uFFFF"})
    void whatAQueueDoesNotTakeMustBeEscaped(String character) {
        String type = "{\"type\":\"%s\",\"data\":\"\"}";

        Answer raw = fixture.append("a", String.format(type, character));
        Answer escaped = fixture.append("a", String.format(type, "\\u" + Integer.toHexString(character.charAt(0))));

        assertThat(raw.status()).isEqualTo(400);
        assertThat(raw.pointers()).containsExactly("");
        assertThat(escaped.status()).isEqualTo(200);
        assertThat(fixture.queued)
                .singleElement()
                .satisfies(event -> assertThat(event.data()).doesNotContain(character));
    }

    @Test
    void largeAppendIsRefusedByItsBytes() {
        String most = "{\"type\":\"éx\",\"data\":\"" + "A".repeat(1000) + "\"}";

        Answer answer = fixture.append("a", most + " ");

        assertThat(most.getBytes(StandardCharsets.UTF_8)).hasSize(Fixture.MAX_EVENT_BYTES);
        assertThat(fixture.append("a", most).status()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("event-too-large");
    }

    @Test
    void linesAreNoAppend() {
        Answer answer =
                fixture.append("a", MADE, Map.of("authorization", Fixture.CPO, "content-type", "application/x-ndjson"));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void keyIsAskedForAndLookedUp() {
        Answer missing = fixture.append("a", MADE, Map.of());
        Answer unknown = fixture.append("a", MADE, key("guessed"));
        fixture.keysFail = true;
        Answer down = fixture.append("a", MADE);

        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.problem()).isEqualTo("missing-key");
        assertThat(missing.headers()).containsKey("WWW-Authenticate");
        assertThat(unknown.problem()).isEqualTo("unknown-key");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.headers()).containsKey("Retry-After");
        assertThat(fixture.versions("a")).isEmpty();
    }

    @Test
    void keyOfOtherTypesAppendsNothing() {
        fixture.keys.put(KeyHash.of("m"), Fixture.key("cpo", Set.of(new EventType("milestone")), false));
        fixture.keys.put(KeyHash.of("s"), Fixture.key("cpo", Set.of(StreamEvent.TYPE), false));

        assertThat(fixture.append("a", MADE, key("m")).problem()).isEqualTo("type-not-allowed");
        assertThat(fixture.append("a", MADE, key("s")).status()).isEqualTo(200);
    }

    @Test
    void testKeyIsToldWhatWouldBeAndAppendsNothing() {
        fixture.keys.put(KeyHash.of("t"), Fixture.key("cpo", Set.of(), true));

        assertThat(fixture.append("a/1", MADE, key("t")).json())
                .hasToString("{\"test\":true,\"stream\":\"a\",\"version\":1}");
        assertThat(fixture.append("a/2", MADE, key("t")).status()).isEqualTo(409);
        assertThat(fixture.versions("a")).isEmpty();
        assertThat(fixture.queued).isEmpty();
    }

    @Test
    void sourceOverItsQuotaIsTold() {
        Fixture small = new Fixture(
                Quotas.parse("{\"default\":{\"events_per_second\":1,\"burst_seconds\":2}}"), Optional.empty());

        assertThat(small.append("a", MADE).status()).isEqualTo(200);
        assertThat(small.append("a", MADE).status()).isEqualTo(200);
        Answer third = small.append("a", MADE);

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.problem()).isEqualTo("over-quota");
        assertThat(third.headers()).containsKey("Retry-After");
        assertThat(small.versions("a")).hasSize(2);
    }

    @Test
    void quotaCountsWhatTheDataIsLong() {
        Fixture small = new Fixture(
                Quotas.parse(
                        "{\"default\":{\"events_per_second\":100,\"bytes_per_second\":70000,\"burst_seconds\":1}}"),
                Optional.empty());
        String data = "{\"type\":\"made\",\"data\":\"" + "A".repeat(900) + "\"}";
        int taken = 0;
        while (small.append("a", data).status() == 200) {
            taken++;
        }

        assertThat(taken).isEqualTo(77);
    }

    @Test
    void keyThatEndsSoonIsToldSo() {
        KeyRecord ending = Fixture.endingKey("cpo", Instant.parse("2026-02-02T09:33:34Z"));
        fixture.keys.put(KeyHash.of("e"), ending);

        for (String body : List.of(MADE, "{}", "x")) {
            assertThat(fixture.append("a", body, key("e")).headers())
                    .containsEntry("Key-Expires", "Mon, 02 Feb 2026 09:33:34 GMT");
        }
    }

    @Test
    void whatTheQueueDoesNotTakeIsAppendedAndPassedOnInOrderLater() {
        fixture.queueFails = true;
        assertThat(fixture.append("a", MADE).status()).isEqualTo(200);
        assertThat(fixture.append("a", MADE).status()).isEqualTo(200);
        fixture.queueFails = false;

        assertThat(fixture.runOutbox()).hasToString("{\"failures\":0,\"sent\":0}");
        fixture.now = fixture.now.plus(Duration.ofSeconds(11));
        assertThat(fixture.runOutbox()).hasToString("{\"failures\":0,\"sent\":2}");

        assertThat(fixture.queued).extracting(event -> event.id().value()).containsExactly("~s/a/1", "~s/a/2");
        assertThat(fixture.runOutbox()).hasToString("{\"failures\":0,\"sent\":0}");
    }

    @Test
    void nextAppendSendsWhatIsPendingBeforeItself() {
        fixture.queueFails = true;
        fixture.append("a", MADE);
        fixture.append("a", MADE);
        fixture.queueFails = false;
        fixture.append("a", MADE);

        assertThat(fixture.queued)
                .extracting(event -> event.id().value())
                .containsExactly("~s/a/1", "~s/a/2", "~s/a/3");
        assertThat(fixture.versions("a")).extracting(StoredVersion::isPending).containsOnly(false);
    }

    @Test
    void silentTableIsAnsweredWithALaterTime() {
        StreamTable silent = new FaultyStreamTable(new MemoryStreamTable(10)) {
            @Override
            public Reply<Optional<StoredVersion>> last(StreamId stream) {
                return new Reply.NoAnswer<>("silence");
            }
        };
        Answer answer = new Fixture(Quotas.DEFAULTS, Optional.of(silent)).append("a", MADE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void whoIsOutrunEachTimeIsToldToComeAgain() {
        StreamTable busy = new FaultyStreamTable(new MemoryStreamTable(10)) {
            @Override
            public Reply<PutResult> put(StreamEvent event) {
                return new Reply.Known<>(new PutResult.Taken(new StoredVersion(
                        new StreamEvent(
                                new Draft(
                                        event.stream(),
                                        event.draft().src(),
                                        "another's",
                                        "",
                                        event.draft().id()),
                                event.version(),
                                event.appended()),
                        true)));
            }
        };
        Answer answer = new Fixture(Quotas.DEFAULTS, Optional.of(busy)).append("a", MADE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("detail").asText()).contains("faster");
        assertThat(answer.headers()).containsKey("Retry-After");
    }
}
