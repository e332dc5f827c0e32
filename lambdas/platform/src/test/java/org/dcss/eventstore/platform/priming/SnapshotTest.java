package org.dcss.eventstore.platform.priming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.telemetry.Log;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

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
    void failingStepsAreLoggedAndIgnored() {
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        Priming priming = Priming.of(
                () -> () -> {
                    throw new IOException();
                },
                List.of(() -> {
                    throw new IllegalStateException();
                }),
                new Log("submit", Clock.systemUTC(), new PrintStream(logged, true, StandardCharsets.UTF_8)));

        priming.beforeCheckpoint(Core.getGlobalContext());
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("connect-failed", "IllegalStateException", "dry-run-failed", "IOException");

        logged.reset();
        priming.afterRestore(Core.getGlobalContext());
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("connect-failed", "IllegalStateException")
                .doesNotContain("dry-run-failed");
    }

    @Test
    void aDryRunIsMadeOnceAndOnlyForASnapshot() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger connects = new AtomicInteger();
        Priming priming = Priming.of(
                () -> {
                    made.incrementAndGet();
                    return rounds::incrementAndGet;
                },
                List.of(connects::incrementAndGet, connects::incrementAndGet),
                new Log("submit", Clock.systemUTC(), System.out));

        priming.afterRestore(Core.getGlobalContext());
        assertThat(made).hasValue(0);
        assertThat(connects).hasValue(2);

        priming.beforeCheckpoint(Core.getGlobalContext());
        assertThat(made).hasValue(1);
        assertThat(rounds).hasValueGreaterThan(200);
        assertThat(connects).hasValue(4);
    }

    @Test
    void aConnectionThatHangsIsNotWaitedForForEver() {
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        CountDownLatch never = new CountDownLatch(1);
        Priming priming = Priming.of(
                () -> () -> {},
                List.of(never::await),
                new Log("submit", Clock.systemUTC(), new PrintStream(logged, true, StandardCharsets.UTF_8)));

        priming.afterRestore(Core.getGlobalContext());
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("connect-failed", "TimeoutException");

        never.countDown();
    }

    @Test
    void afterARestoreConnectingIsRepeatedUntilItSucceeds() {
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        AtomicInteger tries = new AtomicInteger();
        Priming priming = Priming.of(
                () -> () -> {},
                List.of(() -> {
                    switch (tries.incrementAndGet()) {
                        case 1 -> throw new IOException("unknown host");
                        case 2 -> throw SdkClientException.create("unknown host");
                        default -> {}
                    }
                }),
                new Log("submit", Clock.systemUTC(), new PrintStream(logged, true, StandardCharsets.UTF_8)));

        priming.afterRestore(Core.getGlobalContext());

        assertThat(tries).hasValue(3);
        assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
