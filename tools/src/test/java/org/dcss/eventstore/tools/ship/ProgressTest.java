package org.dcss.eventstore.tools.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.TestTiming;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    @Test
    void itTellsTheRateAndHowLongTheRestTakes() {
        TestTiming timing = new TestTiming();
        StringWriter said = new StringWriter();
        Progress progress = new Progress(new Messages(new PrintWriter(said), timing), timing);
        progress.shipped(500, 400_000 * 1_024L);
        assertThat(said.toString()).as("not each request is told in a log").isEmpty();

        timing.sleep(Duration.ofSeconds(100));
        progress.shipped(9_500, 300_000 * 1_024L);
        progress.end(7);

        assertThat(said)
                .hasToString("10,000 lines, 100 a second, 300,000 KB left, about 300 s"
                        + System.lineSeparator()
                        + "10,000 lines in 100.0 s, and 7 bytes wait for their end of line"
                        + System.lineSeparator());
    }
}
