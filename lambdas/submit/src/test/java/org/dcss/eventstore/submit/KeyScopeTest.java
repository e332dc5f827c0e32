package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.submit.Fixture.KEY;
import static org.dcss.eventstore.submit.Fixture.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.submit.Fixture.Answer;
import org.junit.jupiter.api.Test;

/** What a key allows, what its owner is told of it, and what is noted of its use. */
class KeyScopeTest {

    private static final SampleGames GAMES = new SampleGames(new Random(3));
    private static final String MILESTONE = GAMES.milestone().event("cpo").json("m");
    private static final String LOGFILE = GAMES.logfile().event("cpo").json("l");

    private final Fixture submit = new Fixture();

    private static KeyRecord key(Optional<Instant> expires, Set<EventType> types, boolean test) {
        return new KeyRecord(new Source("cpo"), "", Instant.EPOCH, expires, Optional.empty(), types, test);
    }

    private Answer submit(KeyRecord key, String body) throws IOException {
        submit.keys.put(KeyHash.of("own"), key);
        return submit.submit(Map.of("authorization", "own"), body);
    }

    private static KeyRecord milestonesOnly() {
        return key(Optional.empty(), Set.of(new EventType("milestone")), false);
    }

    private static KeyRecord forTests() {
        return key(Optional.empty(), Set.of(), true);
    }

    @Test
    void aKeySubmitsOnlyTheTypesItIsFor() throws IOException {
        assertThat(submit(milestonesOnly(), MILESTONE).status()).isEqualTo(204);
        Answer refused = submit(milestonesOnly(), LOGFILE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("type").asText()).isEqualTo("urn:dcss:problem:type-not-allowed");
        assertThat(refused.json().get("detail").asText()).contains("logfile", "milestone");
        assertThat(submit.queued)
                .extracting(message -> message.event().id().value())
                .containsExactly("m");
    }

    @Test
    void inAnArrayATypeThatIsNotAllowedSpoilsOnlyItself() throws IOException {
        JsonNode results = submit(milestonesOnly(), "[" + LOGFILE + "," + MILESTONE + "]")
                .json()
                .get("results");

        assertThat(results.findValuesAsText("status")).containsSubsequence("rejected", "accepted");
        assertThat(results.at("/0/problem/status").intValue()).isEqualTo(403);
        assertThat(submit.queued)
                .extracting(message -> message.event().id().value())
                .containsExactly("m");
    }

    @Test
    void aTestKeysEventIsAnsweredAndNotQueued() throws IOException {
        Answer answer = submit(forTests(), MILESTONE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"test\":true,\"status\":\"accepted\",\"id\":\"m\"}");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        assertThat(submit.queued).isEmpty();
        assertThat(submit.metric("Accepted")).containsExactly(0.0);
        assertThat(submit.metric("Tested")).containsExactly(1.0);
        assertThat(submit.log()).contains("\"outcome\":\"tested\"").doesNotContain("\"outcome\":\"accepted\"");
    }

    @Test
    void aTestKeysArrayIsAnsweredAsAnyOther() throws IOException {
        String body = "[" + MILESTONE + ",{}," + LOGFILE + "]";
        JsonNode real = submit.submit(body).json();
        submit.queued.clear();
        Answer answer = submit(forTests(), body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("test").booleanValue()).isTrue();
        assertThat(answer.json().get("results")).isEqualTo(real.get("results"));
        assertThat(submit.queued).isEmpty();
    }

    @Test
    void whatATestKeyMayNotDoIsRefusedAsItWouldBe() throws IOException {
        assertThat(submit(forTests(), "{}")).isEqualTo(submit.submit("{}"));
        assertThat(submit(forTests(), "x")).isEqualTo(submit.submit("x"));
        assertThat(submit(forTests(), "[]")).isEqualTo(submit.submit("[]"));
        String others = MILESTONE.replace("\"cpo\"", "\"cao\"");
        assertThat(submit(forTests(), others).status()).isEqualTo(403);
    }

    @Test
    void aTestKeyTakesNothingOfTheQuota() throws IOException {
        for (int i = 0; i < 12; i++) {
            String body = "[" + (MILESTONE + ",").repeat(499) + MILESTONE + "]";
            assertThat(submit(forTests(), body).json().findValuesAsText("status"))
                    .containsOnly("accepted");
        }

        assertThat(submit.submit(MILESTONE).status()).isEqualTo(204);
    }

    @Test
    void aKeysEndIsToldFromThirtyDaysBefore() throws IOException {
        Instant end = Instant.parse("2026-02-02T09:33:35Z");
        KeyRecord ending = key(Optional.of(end), Set.of(), false);

        submit.now = end.minus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(submit(ending, MILESTONE).headers()).doesNotContainKey("Key-Expires");
        submit.now = end.minus(Duration.ofDays(30)).plusSeconds(1);
        for (String body : new String[] {MILESTONE, "[" + MILESTONE + "]", "{}", "x"}) {
            assertThat(submit(ending, body).headers())
                    .as(body)
                    .containsEntry("Key-Expires", "Mon, 02 Feb 2026 09:33:35 GMT");
        }
        submit.taken = index -> false;
        assertThat(submit(ending, MILESTONE).headers()).containsKeys("Key-Expires", "Retry-After");
        submit.now = end;
        assertThat(submit(ending, MILESTONE).headers()).doesNotContainKey("Key-Expires");
    }

    @Test
    void aLineTellsTheKeyAndTheGatewaysRequest() throws IOException {
        String id = KeyHash.id(KeyHash.of(KEY));
        String who = "\"gatewayRequestId\":\"gateway-5\",\"key\":\"" + id + "\",\"src\":\"cpo\"";
        for (String body : new String[] {MILESTONE, "[" + MILESTONE + "]", "{}", "x"}) {
            String before = submit.log();
            submit.submit(body);
            assertThat(submit.log().substring(before.length())).contains(who).doesNotContain(KEY);
        }
        submit.taken = index -> false;
        submit.submit(MILESTONE);
        assertThat(submit.log().lines().filter(line -> line.contains("not-queued")))
                .singleElement()
                .asString()
                .contains(who);
    }

    @Test
    void aKeyThatIsKnownAndRefusedIsToldInTheLogAndOnlyThere() throws IOException {
        submit.keys.put(
                KeyHash.of("leaked"),
                new KeyRecord(new Source("cpo"), "", Instant.EPOCH, Optional.empty(), Optional.of(NOW)));

        Answer refused = submit.submit(Map.of("authorization", "leaked"), MILESTONE);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).doesNotContain(KeyHash.id(KeyHash.of("leaked")));
        assertThat(submit.log())
                .contains("\"key\":\"" + KeyHash.id(KeyHash.of("leaked")) + '"')
                .contains("gateway-5");
    }

    @Test
    void ofAKeyThatIsNotKnownNothingIsLogged() throws IOException {
        submit.submit(Map.of("authorization", "hunter2"), MILESTONE);

        assertThat(submit.log())
                .contains("unknown-key", "\"key\":\"\"")
                .doesNotContain(KeyHash.id(KeyHash.of("hunter2")));
    }

    @Test
    void aKeysUseIsNotedOnceADay() throws IOException {
        String cpo = KeyHash.of(KEY);
        for (int hour = 0; hour < 48; hour++) {
            submit.now = Instant.parse("2026-01-03T00:00:00Z").plus(Duration.ofHours(hour));
            submit.submit(MILESTONE);
            submit.submit("x");
        }

        assertThat(submit.uses).containsExactly(cpo + " 2026-01-03", cpo + " 2026-01-04");
    }

    @Test
    void aKeyThatIsRefusedIsNotUsed() throws IOException {
        submit.keys.put(KeyHash.of("old"), key(Optional.of(NOW), Set.of(), false));
        submit.submit(Map.of("authorization", "old"), MILESTONE);
        String others = Base64.getEncoder().encodeToString(("cao:" + KEY).getBytes(StandardCharsets.UTF_8));
        submit.submit(Map.of("authorization", "Basic " + others), MILESTONE);
        submit.submit(Map.of("authorization", "unknown"), MILESTONE);

        assertThat(submit.uses).isEmpty();
    }

    @Test
    void aUseThatCouldNotBeNotedIsNotedLaterAndRefusesNothing() throws IOException {
        submit.usesFail = true;
        assertThat(submit.submit(MILESTONE).status()).isEqualTo(204);
        assertThat(submit.log()).contains("key-use-not-noted", "\"reason\":").doesNotContain("\"at ");
        submit.usesFail = false;
        submit.submit(MILESTONE);
        assertThat(submit.uses).isEmpty();

        submit.now = NOW.plusSeconds(60);
        submit.submit(MILESTONE);
        assertThat(submit.uses).containsExactly(KeyHash.of(KEY) + " 2026-01-03");
    }
}
