package org.dcss.eventstore.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final byte[] REQUEST = "{}".getBytes(StandardCharsets.UTF_8);

    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(now.get())).withZone(ZoneOffset.UTC);
    private final Backlog backlog = new Backlog(waiting::get, stored::get, clock);

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    @Test
    void aBurstIsTakenWhateverIsStored() {
        waiting.set(Backlog.ALWAYS);
        assertThat(backlog.isFull()).isFalse();

        waiting.incrementAndGet();
        pass(Duration.ofSeconds(1));
        assertThat(backlog.isFull()).isTrue();
    }

    @Test
    void tenSecondsWorthMayWait() {
        assertThat(backlog.isFull()).isFalse();
        stored.set(1_800);
        pass(Duration.ofSeconds(2));
        waiting.set(9_000);
        assertThat(backlog.isFull()).isFalse();

        waiting.set(9_001);
        pass(Duration.ofSeconds(1));
        assertThat(backlog.isFull()).isTrue();

        // Storing has slowed down.
        stored.set(3_300);
        waiting.set(8_000);
        pass(Duration.ofSeconds(2));
        assertThat(backlog.isFull()).isTrue();

        waiting.set(5_000);
        pass(Duration.ofSeconds(1));
        assertThat(backlog.isFull()).isFalse();
    }

    @Test
    void theQueueIsNotAskedAtEachRequest() {
        assertThat(backlog.isFull()).isFalse();
        waiting.set(1_000_000);
        pass(Duration.ofMillis(249));
        assertThat(backlog.isFull()).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(backlog.isFull()).isTrue();
    }

    @Test
    void whoIsHeldBackIsToldWhenToComeAgain() throws Exception {
        HeldBack submit = new HeldBack(request -> request, backlog::isFull);
        assertThat(submit.invoke(REQUEST)).isEqualTo(REQUEST);

        waiting.set(1_000_000);
        pass(Duration.ofSeconds(1));
        assertThat(new String(submit.invoke(REQUEST), StandardCharsets.UTF_8))
                .contains("\"statusCode\":429", "\"Retry-After\":\"2\"", "urn:dcss:problem:backlog");
    }
}
