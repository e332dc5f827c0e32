package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.local.administration.EnsureResult;
import org.dcss.eventstore.local.administration.RegisteredKey;
import org.dcss.eventstore.local.store.LocalKeys;
import org.dcss.eventstore.local.store.LocalOptions;
import org.junit.jupiter.api.Test;

final class WelcomeTest {

    private static final Instant MADE = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void everySourceWithAValidKeyIsNamedAndNoKeyIsShown() {
        RegisteredKey cpo = key("first", "cpo", "given to local mode");
        RegisteredKey cao = key("second", "cao", "its \u001b[31mserver\n");

        String text = text(new LocalKeys(List.of(cpo, cao), List.of(), false), 0);

        assertThat(text)
                .contains("takes events of cpo, cao", cpo.id(), cao.id(), "Authorization: KEY")
                .doesNotContain("first", "second", "\u001b", "DLQ");
    }

    @Test
    void theDemoKeyIsShown() {
        LocalKeys demo = new LocalKeys(List.of(key("qwerty", "cpo", "given to local mode")), List.of(), true);

        assertThat(text(demo, 0)).contains("takes events of cpo with the key qwerty.", "Authorization: qwerty");
    }

    @Test
    void aKeyThatStaysRevokedIsWarnedOf() {
        RegisteredKey revoked = key("first", "cpo", "leaked");
        LocalKeys none = new LocalKeys(List.of(), List.of(new EnsureResult.Revoked(revoked)), false);

        assertThat(text(none, 0))
                .contains("No key is valid", "warning: the key " + revoked.id(), "stays so", "./run.sh key add");
    }

    @Test
    void whatWaitsInTheDlqIsSaid() {
        assertThat(text(new LocalKeys(List.of(), List.of(), false), 3))
                .contains("3 events wait in the DLQ", "--redrive");
    }

    @Test
    void addressThatOthersReachIsWarnedOf() throws UnknownHostException {
        LocalKeys demo = new LocalKeys(List.of(key("qwerty", "cpo", "given to local mode")), List.of(), true);
        LocalKeys own = new LocalKeys(List.of(key("first", "cpo", "its server")), List.of(), false);
        LocalOptions usual = LocalOptions.in(Path.of("data"), 8080);
        LocalOptions open = usual.with(usual.gateway().at(InetAddress.getByAddress(new byte[4])));
        LocalOptions named = usual.with(usual.gateway()
                .at(InetAddress.getByAddress(new byte[] {10, 0, 0, 7}))
                .withHosts(Set.of("events.example.org")));

        assertThat(text(usual, demo, 0)).doesNotContain("WARNING");
        assertThat(text(open, demo, 0))
                .contains("WARNING: 0.0.0.0", "plain HTTP", "TLS", "--allow-host", "everybody knows the key qwerty");
        assertThat(text(named, own, 0)).contains("WARNING: 10.0.0.7").doesNotContain("--allow-host", "everybody knows");
    }

    private static String text(LocalKeys keys, long deadLetters) {
        return text(LocalOptions.in(Path.of("data"), 8080), keys, deadLetters);
    }

    private static String text(LocalOptions options, LocalKeys keys, long deadLetters) {
        return Welcome.text(URI.create("http://127.0.0.1:8080"), options, keys, deadLetters, new Day(0));
    }

    private static RegisteredKey key(String key, String src, String label) {
        return new RegisteredKey(
                KeyHash.of(key), new KeyRecord(new Source(src), label, MADE, Optional.empty(), Optional.empty()));
    }
}
