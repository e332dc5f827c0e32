package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.documents.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's walk-through, word for word: each command gives the answer that stands below it. */
final class WalkThroughIT {

    private static final Duration SETTLE = Duration.ofSeconds(3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void eachCommandGivesTheAnswerBelowIt() throws Exception {
        SourceKey demo = new SourceKey("cpo", "qwerty");

        try (ChildStore store = new ChildStore(temporary.resolve("data"), temporary.resolve("output"), demo, SETTLE)) {
            store.awaitReady();
            Console console = new Console(store.uri());

            assertThat(console.follow(Document.named("README.md"))).isEqualTo(5);
        }
    }
}
