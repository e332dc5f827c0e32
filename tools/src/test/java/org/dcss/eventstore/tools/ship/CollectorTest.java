package org.dcss.eventstore.tools.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.TestTiming;
import org.dcss.eventstore.tools.tail.Checkpoints;
import org.dcss.eventstore.tools.tail.Tails;
import org.dcss.eventstore.tools.tail.WatchedFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten years of lines, and one that was just written. */
final class CollectorTest {

    private static final String LINE = "name=a:milestone=" + "b".repeat(100) + "\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final TestTiming timing = new TestTiming();

    @SuppressWarnings("NullAway.Init")
    private Tails tails;

    @BeforeEach
    void makeFiles() throws Exception {
        Path saves = Files.createDirectories(folder.resolve("saves"));
        Files.writeString(saves.resolve("milestones"), LINE.repeat(20_000));
        Files.writeString(saves.resolve("milestones-sprint"), LINE);
        Messages messages = new Messages(new PrintWriter(new StringWriter()), timing);
        tails = new Tails(
                new WatchedFiles(List.of(saves.toString()), Optional.empty(), messages),
                Checkpoints.in(folder.resolve("state")),
                messages);
        tails.scan();
    }

    @AfterEach
    void close() throws IOException {
        tails.close();
    }

    private static List<String> files(Batch batch) {
        return batch.ends().keySet().stream().map(tail -> tail.name()).toList();
    }

    private void done(Batch batch) throws IOException {
        for (var end : batch.ends().entrySet()) {
            end.getKey().commit(end.getValue());
        }
    }

    @Test
    void aNewLineGoesBeforeOldOnesInEachRequest() throws Exception {
        Collector collector = new Collector(new Source("cpo"), tails, new Rate(0, timing));
        for (int i = 0; i < 3; i++) {
            Batch batch = collector.next();
            assertThat(files(batch)).containsExactly("milestones-sprint", "milestones");
            assertThat(batch.lines()).hasSize(Batch.MAX_EVENTS);
            done(batch);
            Files.writeString(folder.resolve("saves/milestones-sprint"), LINE, StandardOpenOption.APPEND);
        }
    }

    @Test
    void theRateHoldsOldLinesBackAndNoNewOnes() throws Exception {
        Collector collector = new Collector(new Source("cpo"), tails, new Rate(50, timing));
        done(collector.next());
        int sent = 0;
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("saves/milestones-sprint"), LINE, StandardOpenOption.APPEND);
            timing.sleep(Duration.ofMillis(500));
            Batch batch = collector.next();
            assertThat(files(batch)).containsExactly("milestones-sprint", "milestones");
            sent += batch.lines().size() - 1;
            done(batch);
            Batch next = collector.next();
            assertThat(next.lines()).isEmpty();
            assertThat(collector.isHeldBack()).isTrue();
        }
        assertThat(sent).isEqualTo(250);
    }
}
