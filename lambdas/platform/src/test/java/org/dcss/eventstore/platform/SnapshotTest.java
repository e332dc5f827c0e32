package org.dcss.eventstore.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void randomBytesDifferAlsoAfterARestore() throws Exception {
        FreshRandom random = new FreshRandom();
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 100; i++) {
                seen.add(new String(random.bytes(16), StandardCharsets.ISO_8859_1));
            }
            random.beforeCheckpoint(Core.getGlobalContext());
            random.afterRestore(Core.getGlobalContext());
        }
        assertThat(seen).hasSize(1000).allSatisfy(bytes -> assertThat(bytes).hasSize(16));
    }

    @Test
    void aFailingDryCallIsLoggedAndIgnored() {
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        Log log = new Log("submit", Clock.systemUTC(), new PrintStream(logged, true, StandardCharsets.UTF_8));

        Priming.of(
                        () -> {
                            throw new IllegalStateException();
                        },
                        log)
                .beforeCheckpoint(Core.getGlobalContext());

        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("priming-failed", "IllegalStateException");
    }
}
