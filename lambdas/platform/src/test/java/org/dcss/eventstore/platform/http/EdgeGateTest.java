package org.dcss.eventstore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EdgeGateTest {

    private static final String HASHES = Sha256.hex("current") + "," + Sha256.hex("next");

    private static EdgeGate gate(String hashes) {
        return EdgeGate.from(
                new Environment(Map.of("EDGE_SECRET_HASHES", hashes, "EDGE_ADDRESS", "https://events.example.org")));
    }

    @Test
    void withoutAnEdgeEverybodyIsLetIn() {
        assertThat(EdgeGate.from(new Environment(Map.of())).refusal(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "next"})
    void whoShowsASecretIsLetIn(String secret) {
        assertThat(gate(HASHES).refusal(Map.of("x-edge-secret", secret))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Current", "current,next", "last"})
    void whoShowsAnotherIsToldWhereToAsk(String shown) {
        assertThat(gate(HASHES).refusal(Map.of("x-edge-secret", shown))).hasValueSatisfying(problem -> {
            assertThat(problem.type().status()).isEqualTo(421);
            assertThat(problem.detail()).contains("https://events.example.org").doesNotContain("current");
        });
    }

    @Test
    void aHashIsNoSecret() {
        assertThat(gate(HASHES).refusal(Map.of("x-edge-secret", Sha256.hex("current"))))
                .isPresent();
    }

    @Test
    void whoShowsNothingIsRefused() {
        assertThat(gate(HASHES).refusal(Map.of("authorization", "current"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "ABCDEF", ","})
    void whatIsNoHashIsRefusedAtTheStartAndNotShown(String hashes) {
        assertThatThrownBy(() -> gate(hashes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EDGE_SECRET_HASHES")
                .hasMessageNotContaining("secret\"");
    }

    @Test
    void threeHashesAreOneTooMany() {
        assertThatThrownBy(() -> gate(HASHES + "," + Sha256.hex("third"))).hasMessageContaining("one or 2");
    }

    @Test
    void theAddressMustBeToldToo() {
        assertThatThrownBy(() -> EdgeGate.from(new Environment(Map.of("EDGE_SECRET_HASHES", HASHES))))
                .hasMessageContaining("EDGE_ADDRESS");
    }
}
