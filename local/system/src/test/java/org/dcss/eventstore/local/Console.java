package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.local.documents.Document;

/** Does what a document prints, and holds the answers against those that stand there. */
final class Console {

    private static final String PROMPT = "$ curl ";

    /** How long what was sent may take until it is read. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String NOT_ACCEPTED = "urn:dcss:problem:unavailable";

    private final URI store;

    Console(URI store) {
        this.store = store;
    }

    /** Follows a document's commands of curl, one after another; how many there were. */
    int follow(Document document) throws IOException, InterruptedException {
        int steps = 0;
        for (String block : document.blocks()) {
            if (block.startsWith(PROMPT)) {
                follow(block);
                steps++;
            }
        }
        return steps;
    }

    /**
     * Runs a command and holds its answer against what is printed below it: a reader's again, until that has come; a sender's
     * only where nothing was accepted, as on a machine with much else to do.
     */
    private void follow(String step) throws IOException, InterruptedException {
        int end = step.indexOf('\n');
        String command = step.substring(0, end);
        String expected = comparable(step.substring(end + 1));
        boolean sends = command.contains(" -d ") || command.contains("/track.gif");
        Instant until = Instant.now().plus(PATIENCE);
        String answer = answer(command);
        while (!isAsPrinted(answer, expected)
                && (!sends || answer.contains(NOT_ACCEPTED))
                && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(sends ? 2_000 : 200);
            answer = answer(command);
        }
        if (!isAsPrinted(answer, expected)) {
            assertThat(answer).as(command).isEqualTo(expected);
        }
    }

    private String answer(String command) throws IOException, InterruptedException {
        return comparable(run(command(command.substring("$ ".length()))));
    }

    /** What is printed may break off with an ellipsis. */
    private static boolean isAsPrinted(String answer, String expected) {
        int cut = expected.indexOf('…');
        return cut < 0
                ? answer.equals(expected)
                : answer.startsWith(expected.substring(0, cut).stripTrailing());
    }

    /** As it is printed, but for where this store is and which day it is. */
    private String command(String printed) {
        long today = Day.containing(Instant.now()).startMillis();
        return printed.replaceFirst("curl ", "curl --no-progress-meter ")
                .replace("http://127.0.0.1:8080", store.toString())
                .replaceAll("ts_day=\\d{13}", "ts_day=" + today);
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
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
