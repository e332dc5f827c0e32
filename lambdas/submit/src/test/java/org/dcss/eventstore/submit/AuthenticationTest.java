package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.submit.Fixture.KEY;
import static org.dcss.eventstore.submit.Fixture.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.intake.key.CachedKeyTable;
import org.dcss.eventstore.submit.Fixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may submit. */
class AuthenticationTest {

    private static final String EVENT =
            new SampleGames(new Random(3)).milestone().event("cpo").json();

    private Fixture submit = new Fixture();

    private Answer submit(String authorization) throws IOException {
        return submit.submit(Map.of("authorization", authorization), EVENT);
    }

    private static String basic(String user, String key) {
        return Base64.getEncoder().encodeToString((user + ":" + key).getBytes(StandardCharsets.UTF_8));
    }

    private void refused(Answer answer, String tag) throws IOException {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("WWW-Authenticate"))
                .startsWith("Bearer ")
                .doesNotContainIgnoringCase("Basic");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:dcss:problem:" + tag);
        assertThat(submit.queued).isEmpty();
    }

    @Test
    void aKeyMayComeByItselfAsBearerOrAsPassword() throws IOException {
        assertThat(submit(KEY).status()).isEqualTo(204);
        assertThat(submit("Bearer " + KEY).status()).isEqualTo(204);
        assertThat(submit("bearer   " + KEY + " ").status()).isEqualTo(204);
        assertThat(submit("Basic " + basic("cpo", KEY)).status()).isEqualTo(204);
        assertThat(submit("BASIC " + basic("cpo", KEY)).status()).isEqualTo(204);
    }

    @Test
    void aKeyMayHoldSpacesAndColons() throws IOException {
        submit.keys.put(KeyHash.of("my key: ä"), Fixture.key("cpo"));

        assertThat(submit("my key: ä").status()).isEqualTo(204);
        assertThat(submit("Basic " + basic("cpo", "my key: ä")).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void withoutAKeyNothingIsAccepted(String authorization) throws IOException {
        refused(submit(authorization), "missing-key");
        refused(submit.submit(Map.of(), EVENT), "missing-key");
        assertThat(submit.lookups).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "Bearer",
                "Bearer nonsense",
                "Basic",
                "Basic !!!",
                "Basic Y3Bv",
                "Basic Og==",
                "Digest a=b"
            })
    void anUnknownKeyIsRefused(String authorization) throws IOException {
        Answer answer = submit(authorization);

        refused(answer, "unknown-key");
        assertThat(answer.body()).doesNotContain("nonsense");
        assertThat(submit.log()).doesNotContain("nonsense");
    }

    @Test
    void anEndlessKeyIsRefusedUnread() throws IOException {
        refused(submit("x".repeat(5_000)), "unknown-key");
        assertThat(submit.lookups).isZero();
    }

    @Test
    void theUserMustBeTheKeysSource() throws IOException {
        refused(submit("Basic " + basic("cao", KEY)), "unknown-key");
        refused(submit("Basic " + basic("", KEY)), "unknown-key");
    }

    @Test
    void anExpiredOrRevokedKeyIsRefusedLikeAnUnknownOne() throws IOException {
        Answer unknown = submit("unknown");
        submit.keys.put(KeyHash.of("expired"), key(Optional.of(NOW), Optional.empty()));
        submit.keys.put(KeyHash.of("revoked"), key(Optional.empty(), Optional.of(NOW.minusSeconds(1))));

        assertThat(submit("expired")).isEqualTo(unknown);
        assertThat(submit("revoked")).isEqualTo(unknown);
    }

    private static KeyRecord key(Optional<Instant> expires, Optional<Instant> revoked) {
        return new KeyRecord(new Source("cpo"), "", Instant.EPOCH, expires, revoked);
    }

    @Test
    void aKeyExpiresThoughItIsCached() throws IOException {
        submit.keys.put(KeyHash.of("short"), key(Optional.of(NOW.plusSeconds(1)), Optional.empty()));

        assertThat(submit("short").status()).isEqualTo(204);
        submit.now = NOW.plusSeconds(1);
        assertThat(submit("short").status()).isEqualTo(401);
    }

    @Test
    void aKeyIsLookedUpOnceAMinute() throws IOException {
        for (int second = 0; second < 60; second++) {
            submit.now = NOW.plusSeconds(second);
            assertThat(submit(KEY).status()).isEqualTo(204);
        }
        assertThat(submit.lookups).isEqualTo(1);

        submit.keys.clear();
        submit.now = NOW.plusSeconds(60);
        assertThat(submit(KEY).status()).isEqualTo(401);
    }

    @Test
    void withoutACacheAKeyIsLookedUpEachTime() throws IOException {
        submit = new Fixture(Duration.ZERO);

        assertThat(submit(KEY).status()).isEqualTo(204);
        submit.keys.clear();
        assertThat(submit(KEY).status()).isEqualTo(401);
    }

    @Test
    void aNewKeyWorksAtOnce() throws IOException {
        assertThat(submit("new").status()).isEqualTo(401);
        submit.keys.put(KeyHash.of("new"), Fixture.key("cpo"));

        assertThat(submit("new").status()).isEqualTo(204);
    }

    @Test
    void manyKeysDoNotFillTheMemory() throws IOException {
        for (int i = 0; i < 3 * CachedKeyTable.MAX_ENTRIES; i++) {
            submit.keys.put(KeyHash.of("key" + i), Fixture.key("cpo"));
            assertThat(submit("key" + i).status()).isEqualTo(204);
        }
        int before = submit.lookups;
        submit("key" + (3 * CachedKeyTable.MAX_ENTRIES - 1));
        assertThat(submit.lookups).isEqualTo(before);
        submit("key0");
        assertThat(submit.lookups).isEqualTo(before + 1);
    }

    @Test
    void nothingIsAcceptedWhileKeysCannotBeLookedUp() throws IOException {
        submit.keysFail = true;
        Answer answer = submit(KEY);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
        assertThat(submit.queued).isEmpty();
        assertThat(submit.log()).contains("keys-unavailable").doesNotContain(KEY);

        submit.keysFail = false;
        assertThat(submit(KEY).status()).isEqualTo(204);
    }
}
