package org.dcss.eventstore.tools.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TailTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final Messages messages = new Messages(new PrintWriter(said), Timing.system());
    private Path file = Path.of("");
    private List<Tails> opened = new ArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("saves"));
        file = folder.resolve("saves/milestones");
    }

    @AfterEach
    void closeAll() throws IOException {
        for (Tails tails : opened) {
            tails.close();
        }
    }

    @Test
    void aHalfLineWaitsForItsEnd() throws Exception {
        write(file, "one\ntw");
        Tails tails = start();

        assertThat(next(tails)).containsExactly("milestones 0 one");
        assertThat(next(tails)).isEmpty();
        append(file, "o\n");
        assertThat(next(tails)).containsExactly("milestones 4 two");
    }

    @Test
    void linesThatAreNotDoneAreReadAgain() throws Exception {
        write(file, "one\n");
        Tails tails = start();

        assertThat(tails.all().get(0).read(9)).hasSize(1);
        assertThat(next(tails)).containsExactly("milestones 0 one");
    }

    @Test
    void aNewProcessGoesOnWhereTheOldOneEnded() throws Exception {
        write(file, "one\ntwo\n");
        assertThat(next(start())).hasSize(2);
        append(file, "three\n");

        assertThat(next(start())).containsExactly("milestones 8 three");
    }

    @Test
    void withoutItsCheckpointAFileIsReadFromItsBeginning() throws Exception {
        write(file, "one\n");
        assertThat(next(start())).hasSize(1);
        write(folder.resolve("state/milestones.checkpoint"), "{\"file\":\"mil");

        assertThat(next(start())).containsExactly("milestones 0 one");
    }

    @Test
    void aFileThatWasCutIsReadFromItsBeginning() throws Exception {
        write(file, "one\ntwo\n");
        Tails tails = start();
        assertThat(next(tails)).hasSize(2);

        write(file, "new\n");
        assertThat(next(tails)).containsExactly("milestones 0 new");
        assertThat(said.toString()).contains("was cut");
    }

    @Test
    void aFileThatWasRewrittenInPlaceIsReadFromItsBeginning() throws Exception {
        write(file, "one\ntwo\n");
        Tails tails = start();
        assertThat(next(tails)).hasSize(2);

        write(file, "uno\ndos\ntres\n");
        assertThat(next(tails)).containsExactly("milestones 0 uno", "milestones 4 dos", "milestones 8 tres");
    }

    @Test
    void aFileThatWasMovedAwayAndRestoredAsACopyGoesOn() throws Exception {
        write(file, "one\n");
        Tails tails = start();
        assertThat(next(tails)).hasSize(1);

        Path away = folder.resolve("away");
        Files.move(file, away);
        assertThat(next(tails)).isEmpty();
        Files.copy(away, file);
        append(file, "two\n");
        assertThat(next(tails)).isEmpty();
        assertThat(next(tails)).containsExactly("milestones 4 two");
    }

    @Test
    void aFileThatIsReplacedIsReadToItsEndFirst() throws Exception {
        write(file, "one\n");
        Tails tails = start();
        assertThat(next(tails)).hasSize(1);

        append(file, "two\n");
        Files.move(file, folder.resolve("away"));
        write(file, "new\n");
        assertThat(next(tails)).containsExactly("milestones 4 two");
        assertThat(next(tails)).isEmpty();
        assertThat(next(tails)).containsExactly("milestones 0 new");
    }

    @Test
    void aReplacementOfTheSameLengthIsReadToo() throws Exception {
        write(file, "one\n");
        Tails tails = start();
        assertThat(next(tails)).hasSize(1);

        Files.move(file, folder.resolve("away"));
        write(file, "new\n");
        assertThat(next(tails)).isEmpty();
        assertThat(next(tails)).containsExactly("milestones 0 new");
    }

    @Test
    void whatWasRotatedMeanwhileIsReadToItsEndUnderItsOldName() throws Exception {
        write(file, "one\n");
        assertThat(next(start())).hasSize(1);
        append(file, "two\n");
        Files.move(file, folder.resolve("saves/milestones.1"));
        write(file, "new\n");

        Tails tails = start();
        assertThat(next(tails)).containsExactly("milestones 4 two");
        assertThat(next(tails)).isEmpty();
        assertThat(next(tails)).containsExactly("milestones 0 new");
        assertThat(next(start())).isEmpty();
    }

    @Test
    void whatIsRotatedWhileItIsReadIsNotReadTwice() throws Exception {
        write(file, "one\n");
        Tails tails = start();
        assertThat(next(tails)).hasSize(1);
        Files.move(file, folder.resolve("saves/milestones.1"));
        write(file, "new\n");

        assertThat(next(tails)).isEmpty();
        tails.scan();
        assertThat(next(tails)).containsExactly("milestones 0 new");
        assertThat(next(tails)).isEmpty();
        assertThat(next(start())).isEmpty();
    }

    @Test
    void aLineOfAnyLengthIsPassed() throws Exception {
        String longer = "x".repeat(700_000);
        write(file, longer + "\nend\n");
        Tails tails = start();

        Line line = tails.all().get(0).read(9).get(0);
        assertThat(line.length()).isEqualTo(700_000);
        assertThat(line.isWhole()).isFalse();
        tails.all().get(0).commit(line);
        assertThat(next(tails)).containsExactly("milestones 700001 end");
    }

    @Test
    void twoFilesOfOneNameNeedABase() throws Exception {
        for (String version : List.of("0.33", "0.34")) {
            Files.createDirectories(folder.resolve(version));
            write(folder.resolve(version).resolve("logfile"), "one\n");
        }
        String glob = folder + "/0.*/logfile*";

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> new WatchedFiles(List.of(glob), Optional.empty(), messages).scan()))
                .isInstanceOf(ToolException.class);
        assertThat(new WatchedFiles(List.of(glob), Optional.of(folder), messages).scan())
                .containsOnlyKeys("0.33/logfile", "0.34/logfile");
    }

    @Test
    void linksToFoldersAreFollowed() throws Exception {
        write(file, "one\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("saves"));

        assertThat(new WatchedFiles(List.of(link.toString()), Optional.empty(), messages).scan())
                .containsOnlyKeys("milestones");
        assertThat(new WatchedFiles(List.of(folder + "/l*/m*"), Optional.empty(), messages).scan())
                .containsOnlyKeys("milestones");
    }

    @Test
    void aNameThatTheStoreDoesNotTakeIsLeftOut() throws Exception {
        write(folder.resolve("saves/milestones~"), "one\n");
        write(file, "one\n");

        assertThat(next(start())).containsExactly("milestones 0 one");
        assertThat(said.toString()).contains("milestones~ is left out");
    }

    private Tails start() throws IOException, ToolException {
        Tails tails = new Tails(
                new WatchedFiles(List.of(folder.resolve("saves").toString()), Optional.empty(), messages),
                Checkpoints.in(folder.resolve("state")),
                messages);
        tails.scan();
        opened.add(tails);
        return tails;
    }

    /** Reads once in each file and commits that; a line as its file, offset and text. */
    private static List<String> next(Tails tails) throws IOException {
        List<String> read = new ArrayList<>();
        for (Tail tail : tails.all()) {
            for (Line line : tail.read(100)) {
                read.add(tail.name() + " " + line.offset() + " " + line.latin1());
                tail.commit(line);
            }
        }
        return read;
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }
}
