package org.dcss.eventstore.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class InProcessFunctionTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @Test
    void aFailureIsLoggedWithItsCause() {
        assertThatThrownBy(() -> failing(new IOException("outer", new IllegalStateException("rehash"))))
                .isInstanceOf(FunctionException.class);

        assertThat(log())
                .contains("consumer failed", "java.io.IOException: outer", "java.lang.IllegalStateException: rehash")
                .contains("InProcessFunctionTest");
    }

    @Test
    void anErrorEndsTheInvocationAlone() {
        assertThatThrownBy(() -> failing(new StackOverflowError())).isInstanceOf(FunctionException.class);

        assertThat(log()).contains("java.lang.StackOverflowError");
    }

    @Test
    void theSameFailureIsToldOnceAMinute() {
        FailureLog log = log(Clock.fixed(NOW, ZoneOffset.UTC));
        IllegalStateException failure = new IllegalStateException("again");
        for (int i = 0; i < 1_000; i++) {
            log.tell("consumer failed", failure);
        }
        log.tell("consumer failed", new IllegalStateException("another"));

        assertThat(log().lines()).hasSize(2);
    }

    @Test
    void whatAFailureSaysCannotMakeALineOfItsOwn() {
        log(Clock.systemUTC()).tell("consumer failed", new IOException("first\n\u001b[2Jsecond" + "x".repeat(10_000)));

        assertThat(log().lines()).hasSize(1);
        assertThat(log()).doesNotContain("\u001b").hasSizeLessThan(1_000);
    }

    private void failing(Throwable failure) throws FunctionException {
        new InProcessFunction(
                        "consumer",
                        (in, out, context) -> {
                            if (failure instanceof IOException e) {
                                throw e;
                            }
                            throw (Error) failure;
                        },
                        Duration.ofSeconds(1),
                        Clock.systemUTC(),
                        log(Clock.systemUTC()))
                .invoke(new byte[0]);
    }

    private FailureLog log(Clock clock) {
        return new FailureLog(new PrintStream(lines, true, StandardCharsets.UTF_8), clock);
    }

    private String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }
}
