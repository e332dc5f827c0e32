package org.dcss.eventstore.tools.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.TestTiming;
import org.dcss.eventstore.tools.frame.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecutingTest {

    private static final List<ReadEvent> PAGE = List.of(event(1), event(2));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final TestTiming timing = new TestTiming();
    private final StringWriter said = new StringWriter();

    private static ReadEvent event(long ts) {
        return new ReadEvent(
                ts,
                "id" + ts,
                "milestone",
                "cpo",
                Optional.empty(),
                Optional.of("{}"),
                Optional.empty(),
                "{\"ts\":" + ts + "}");
    }

    private Executing executing(String command, int tries) {
        return new Executing(command, false, tries, new Messages(new PrintWriter(said), timing), timing, new Random(1));
    }

    @Test
    void aPageComesAgainUntilTheCommandSucceeds() throws Exception {
        Path seen = folder.resolve("seen");
        executing("cat >> " + seen + "; [ $(wc -l < " + seen + ") -ge 6 ]", 8).take(0, PAGE);

        assertThat(seen).hasContent("{\"ts\":1}\n{\"ts\":2}\n".repeat(3));
        assertThat(timing.waits()).hasSize(2);
        assertThat(said.toString()).contains("the command ended with 1");
    }

    @Test
    void aCommandThatNeverSucceedsEndsItSoThatTheCursorStays() {
        assertThatThrownBy(() -> executing("exit 3", 2).take(0, PAGE))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("ended with 3");
    }

    @Test
    void forAnEmptyPageNothingRuns() throws Exception {
        executing("touch " + folder.resolve("ran"), 1).take(0, List.of());

        assertThat(Files.exists(folder.resolve("ran"))).isFalse();
    }
}
