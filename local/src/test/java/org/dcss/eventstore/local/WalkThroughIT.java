package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.core.Day;
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
        List<String> steps = Document.named("README.md").blocks().stream()
                .filter(block -> block.startsWith("$ curl "))
                .toList();
        SourceKey demo = new SourceKey("cpo", "qwerty");

        try (ChildStore store = new ChildStore(temporary.resolve("data"), temporary.resolve("output"), demo, SETTLE)) {
            store.awaitReady();
            for (String step : steps) {
                int end = step.indexOf('\n');
                String answer = run(command(step.substring(2, end), store));
                assertAnswer(answer, step.substring(end + 1));
                TimeUnit.MILLISECONDS.sleep(SETTLE.plusSeconds(1).toMillis());
            }
        }

        assertThat(steps).hasSize(5);
    }

    /** As it is printed, but for where this store is and which day it is. */
    private static String command(String printed, ChildStore store) {
        long today = Day.containing(Instant.now()).startMillis();
        return printed.replace("http://127.0.0.1:8080", store.uri().toString())
                .replaceAll("ts_day=\\d{13}", "ts_day=" + today);
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command + " --no-progress-meter")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void assertAnswer(String answer, String printed) {
        String expected = comparable(printed);
        int cut = expected.indexOf('…');
        if (cut < 0) {
            assertThat(comparable(answer)).isEqualTo(expected);
        } else {
            assertThat(comparable(answer)).startsWith(expected.substring(0, cut).stripTrailing());
        }
    }

    /** Without what is another one in each run: the date, times, the event's id. */
    private static String comparable(String answer) {
        return answer.replace("\r", "")
                .replaceAll("Date: .*", "Date: DATE")
                .replaceAll("\\d{13}", "MILLIS")
                .replaceAll("~[\\w-]{22}", "ID")
                .replaceAll("W/\"3\\.1\\.\\w+\\.", "W/\"3.1.HASH.")
                .strip();
    }
}
