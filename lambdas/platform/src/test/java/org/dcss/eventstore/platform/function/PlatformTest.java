package org.dcss.eventstore.platform.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.http.TimeLimit;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-03T12:00:00Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Platform platform(Map<String, String> variables) {
        return Platform.of(new Environment(variables), CLOCK, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void namesHaveDefaults() {
        platform(Map.of()).metrics().publish(new Measurements("request").count(Metric.count("Accepted"), 1));

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"DcssEventStore\"", "\"dcss-event-store\"");
    }

    @Test
    void namesComeFromTheEnvironment() {
        Platform platform = platform(Map.of("METRICS_NAMESPACE", "Space", "SERVICE_NAME", "mine"));
        platform.metrics().publish(new Measurements("request").count(Metric.count("Accepted"), 1));
        platform.log().info("done", "request").write();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"Space\"", "\"mine\"")
                .doesNotContain("DcssEventStore", "dcss-event-store");
    }

    @Test
    void aWrongLogLevelIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform(Map.of("LOG_LEVEL", "LOUD")))
                .withMessageContaining("LOG_LEVEL");
    }

    @Test
    void aWrongGateIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform(Map.of("EDGE_SECRET_HASHES", "secret")))
                .withMessageContaining("EDGE_SECRET_HASHES");
    }

    /** The time that is left, but for the reserve; and never longer than the limit. */
    @ParameterizedTest
    @CsvSource({"30000,20000", "22000,20000", "21999,19999", "2000,0", "1000,-1000"})
    void anAnswerIsDueBeforeTheTimeIsUp(long leftMillis, long expectedMillis) {
        TimeLimit limit = new TimeLimit(Duration.ofSeconds(20), Duration.ofSeconds(2));
        InvocationContext context = new InvocationContext("query", Duration.ofMillis(leftMillis), CLOCK);

        assertThat(limit.answerBy(context, CLOCK)).isEqualTo(CLOCK.instant().plusMillis(expectedMillis));
    }
}
