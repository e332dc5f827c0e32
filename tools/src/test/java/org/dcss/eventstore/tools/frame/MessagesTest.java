package org.dcss.eventstore.tools.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MessagesTest {

    private final TestTiming timing = new TestTiming();
    private final StringWriter said = new StringWriter();

    private Messages messages(boolean terminal) {
        return new Messages(new PrintWriter(said), timing, terminal);
    }

    @Test
    void onATerminalProgressIsOneLineThatIsWrittenOver() {
        Messages messages = messages(true);
        for (int i = 0; i < 4; i++) {
            timing.sleep(Duration.ofMillis(250));
            messages.progress("line " + i);
        }
        messages.say("done");

        assertThat(said).hasToString("\r\u001B[Kline 1\r\u001B[Kline 3\r\u001B[Kdone" + System.lineSeparator());
    }

    @Test
    void elseItIsAPlainLineAMinute() {
        Messages messages = messages(false);
        for (int i = 0; i < 5; i++) {
            timing.sleep(Duration.ofSeconds(30));
            messages.progress("line " + i);
        }

        assertThat(said.toString().lines()).containsExactly("line 1", "line 3");
    }

    @Test
    void whatSteersATerminalIsNotPassedOn() {
        messages(false).say("a file \u001B[2J");

        assertThat(said.toString()).startsWith("a file ").doesNotContain("\u001B");
    }
}
