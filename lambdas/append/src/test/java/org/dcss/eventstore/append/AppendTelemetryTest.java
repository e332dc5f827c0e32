package org.dcss.eventstore.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.memory.FaultyStreamTable;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.intake.queue.Quotas;
import org.junit.jupiter.api.Test;

/** What append logs and measures: one line and one set of measurements for each request, and each run of the outbox. */
final class AppendTelemetryTest {

    private static final String MADE = "{\"type\":\"made\",\"data\":\"AAECAw==\",\"id\":\"game/1\"}";

    private final Fixture fixture = new Fixture();

    private String line(Runnable request) {
        String before = fixture.log();
        request.run();
        return fixture.log().substring(before.length());
    }

    @Test
    void lineTellsWhatBecameOfARequest() {
        assertThat(line(() -> fixture.append("a", MADE)))
                .contains("\"appended\"", "\"stream\":\"a\"", "\"id\":\"game/1\"", "\"version\":1", "\"src\":\"cpo\"")
                .doesNotContain("WARN", "AAECAw");
        assertThat(line(() -> fixture.append("a", MADE))).contains("\"appended-before\"", "\"version\":1");
        assertThat(line(() -> fixture.append("a/7", MADE.replace("game/1", "game/2"))))
                .contains("\"rejected\"", "\"problem\":\"version-conflict\"")
                .doesNotContain("\"version\"");
        assertThat(line(() -> fixture.append("a", MADE, Map.of()))).contains("\"rejected\"", "\"missing-key\"");
        fixture.queueFails = true;
        assertThat(line(() -> fixture.append("b", MADE))).contains("WARN", "\"left-pending\"", "\"version\":1");
    }

    @Test
    void silentKeysAreOneLine() {
        fixture.keysFail = true;

        assertThat(line(() -> fixture.append("a", MADE)).lines())
                .singleElement()
                .asString()
                .contains("keys-unavailable");
    }

    @Test
    void measurementsTellWhatBecameOfARequest() {
        fixture.append("a", MADE);
        assertThat(fixture.metric("Appended")).containsExactly(1.0);
        assertThat(fixture.metric("LeftPending")).containsExactly(0.0);
        assertThat(fixture.metric("AppendMillis")).hasSize(1);

        fixture.append("a/7", MADE.replace("game/1", "game/2"));
        assertThat(fixture.metric("VersionConflicts")).containsExactly(1.0);
        assertThat(fixture.metric("Rejected")).containsExactly(0.0);

        fixture.append("a", "{}");
        assertThat(fixture.metric("Rejected")).containsExactly(1.0);

        fixture.queueFails = true;
        fixture.append("b", MADE);
        assertThat(fixture.metric("LeftPending")).containsExactly(1.0);

        fixture.keysFail = true;
        fixture.append("b", MADE);
        assertThat(fixture.metric("NotConfirmed")).containsExactly(1.0);
        assertThat(fixture.metric("AppendMillis")).isEmpty();
    }

    @Test
    void outboxTellsWhatItSentAndHowOldItWas() {
        fixture.queueFails = true;
        fixture.append("a", MADE);
        fixture.queueFails = false;
        fixture.now = fixture.now.plus(Duration.ofSeconds(25));

        assertThat(line(fixture::runOutbox)).isEmpty();

        assertThat(fixture.metric("OutboxSent")).containsExactly(1.0);
        assertThat(fixture.metric("OutboxFailures")).containsExactly(0.0);
        assertThat(fixture.metric("OldestPendingMillis")).containsExactly(25_000.0);
    }

    @Test
    void shardsThatTheTableSaysNothingOfAreTold() {
        StreamTable silent = new FaultyStreamTable(new MemoryStreamTable(10)) {
            @Override
            public Reply<List<PendingVersion>> pending(int shard, Instant before, int limit) {
                return shard == 3 ? new Reply.NoAnswer<>("silence") : super.pending(shard, before, limit);
            }
        };
        Fixture broken = new Fixture(Quotas.DEFAULTS, Optional.of(silent));

        assertThat(broken.runOutbox()).hasToString("{\"failures\":1,\"sent\":0}");

        assertThat(broken.log()).contains("WARN", "\"outbox-failed\"", "\"shards\":1");
        assertThat(broken.metric("OutboxFailures")).containsExactly(1.0);
    }
}
