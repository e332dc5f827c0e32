package org.dcss.eventstore.platform.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {

    private static final String SCRIPT = """
            {
              "now": "2026-01-03T12:00:00Z",
              "exchanges": [
                {"request": {"key": "${round}", "body": {"a": [1, {"S": true}]}}, "answer": {"status": 200}}
              ],
              "aws": {"GetItem": {"Item": {"data": {"S": {"v": "1"}}}}, "PutItem": {}}
            }""";

    private final List<String> requests = new ArrayList<>();

    private static DryRunScript read(String json) throws IOException {
        return DryRunScript.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private RequestStreamHandler answering(String answer) {
        return (input, output, context) -> {
            requests.add(new String(input.readAllBytes(), StandardCharsets.UTF_8));
            output.write(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    @Test
    void whatIsATextThatHoldsJsonStandsInTheScriptAsJson() throws IOException {
        DryRunScript script = read(SCRIPT);

        assertThat(script.now()).isEqualTo(Instant.parse("2026-01-03T12:00:00Z"));
        assertThat(script.aws())
                .isEqualTo(Map.of(
                        "GetItem", "{\"Item\":{\"data\":{\"S\":\"{\\\"v\\\":\\\"1\\\"}\"}}}",
                        "PutItem", "{}"));
        assertThat(script.exchanges())
                .singleElement()
                .extracting(DryRunScript.Exchange::request)
                .isEqualTo("{\"key\":\"${round}\",\"body\":\"{\\\"a\\\":[1,{\\\"S\\\":true}]}\"}");
    }

    @Test
    void eachRoundMayAskForSomethingElse() throws IOException {
        try (DryRun dryRun = new DryRun(
                read(SCRIPT), answering("{\"status\":200,\"body\":\"\"}"), Duration.ofSeconds(30), Clock.systemUTC())) {
            dryRun.run();
            dryRun.run();
        }

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).startsWith("{\"key\":\"1\"");
        assertThat(requests.get(1)).startsWith("{\"key\":\"2\"");
    }

    @Test
    void eachRequestBeginsAtTheScriptsTime() throws IOException {
        Instant[] now = {Instant.parse("2027-05-05T05:05:05Z")};
        InstantSource running = () -> now[0];
        DryRunScript script = read(SCRIPT);
        ScriptTime time = new ScriptTime(script.now(), running.withZone(ZoneOffset.UTC));
        List<Instant> shown = new ArrayList<>();
        RequestStreamHandler handler = (input, output, context) -> {
            shown.add(time.instant());
            now[0] = now[0].plusSeconds(3);
            shown.add(time.instant());
            output.write("{\"status\":200}".getBytes(StandardCharsets.UTF_8));
        };
        try (DryRun dryRun = new DryRun(script, handler, Duration.ofSeconds(30), time, () -> {})) {
            dryRun.run();
            dryRun.run();
        }

        Instant begin = Instant.parse("2026-01-03T12:00:00Z");
        assertThat(shown).containsExactly(begin, begin.plusSeconds(3), begin, begin.plusSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":503}", "{}", ""})
    void anotherAnswerFailsTheRun(String answer) throws IOException {
        DryRun dryRun = new DryRun(read(SCRIPT), answering(answer), Duration.ofSeconds(30), Clock.systemUTC());

        assertThatIllegalStateException().isThrownBy(dryRun::run).withMessageContaining("{\"status\":200}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"exchanges\": [{\"request\": {}}]}", "{\"later\": 1}", "{"})
    void whatIsNoScriptIsRefused(String json) {
        assertThatIOException().isThrownBy(() -> read(json));
    }

    @Test
    void aMissingScriptIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> DryRunScript.beside(DryRunTest.class))
                .withMessageContaining("dry-run.json");
    }
}
