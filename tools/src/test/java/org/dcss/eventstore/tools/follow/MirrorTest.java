package org.dcss.eventstore.tools.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MirrorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void linesStandInTheFilesOfTheirSources() throws Exception {
        try (Mirror mirror = Mirror.in(folder)) {
            mirror.take(0, List.of(line("cpo", "milestones", "a"), line("cao", "0.34/logfile", "b")));
            mirror.take(2, List.of(line("cpo", "milestones", "c")));
        }

        assertThat(folder.resolve("cpo/milestones")).hasContent("a\nc\n");
        assertThat(folder.resolve("cao/0.34/logfile")).hasContent("b\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7})
    void whatWasWrittenOfAPageIsNotWrittenAgain(int written) throws Exception {
        List<ReadEvent> page = List.of(line("cpo", "milestones", "b"), line("cpo", "milestones", "ccc"));
        try (Mirror mirror = Mirror.in(folder)) {
            mirror.take(0, List.of(line("cpo", "milestones", "a")));
            mirror.take(1, page);
        }
        cut(folder.resolve("cpo/milestones"), 2 + Math.min(6, written));

        try (Mirror mirror = Mirror.in(folder)) {
            assertThat(mirror.cursor()).hasValue(1);
            mirror.take(1, page);
            mirror.take(3, List.of(line("cpo", "milestones", "d")));
        }
        assertThat(folder.resolve("cpo/milestones")).hasContent("a\nb\nccc\nd\n");
    }

    @Test
    void aPageThatComesAgainInPartsIsWrittenOnce() throws Exception {
        ReadEvent first = line("cpo", "milestones", "a");
        ReadEvent second = line("cpo", "milestones", "b");
        try (Mirror mirror = Mirror.in(folder)) {
            mirror.take(0, List.of(first, second));
        }

        try (Mirror mirror = Mirror.in(folder)) {
            mirror.take(0, List.of(first));
            mirror.take(1, List.of(second, line("cpo", "milestones", "c")));
        }
        assertThat(folder.resolve("cpo/milestones")).hasContent("a\nb\nc\n");
    }

    @Test
    void whatSomebodyElseWroteIsLeftAsItIs() throws Exception {
        try (Mirror mirror = Mirror.in(folder)) {
            mirror.take(0, List.of(line("cpo", "milestones", "a")));
        }
        Files.writeString(folder.resolve("cpo/milestones"), "x\n");

        try (Mirror mirror = Mirror.in(folder)) {
            assertThatThrownBy(() -> mirror.take(0, List.of(line("cpo", "milestones", "a"))))
                    .isInstanceOf(ToolException.class);
        }
        assertThat(folder.resolve("cpo/milestones")).hasContent("x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/x", ".dcss-events/state", "a//b", "a/b/c/d/e", "a\u0000b"})
    void aNameThatLeadsElsewhereIsRefused(String file) throws Exception {
        try (Mirror mirror = Mirror.in(folder)) {
            assertThatThrownBy(() -> mirror.take(0, List.of(line("cpo", file, "a"))))
                    .isInstanceOf(ToolException.class);
            assertThatThrownBy(() -> mirror.take(0, List.of(line("../cpo", "milestones", "a"))))
                    .isInstanceOf(ToolException.class);
        }
    }

    @Test
    void aLinkIsRefusedWhereverItStands() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path mirrored = folder.resolve("mirror");
        Files.createDirectories(mirrored.resolve("cpo"));
        Files.createSymbolicLink(mirrored.resolve("cao"), elsewhere);
        Files.createSymbolicLink(mirrored.resolve("cpo/milestones"), elsewhere.resolve("milestones"));
        Files.createSymbolicLink(mirrored.resolve("cpo/0.34"), elsewhere);

        try (Mirror mirror = Mirror.in(mirrored)) {
            for (ReadEvent event : List.of(
                    line("cao", "milestones", "a"), line("cpo", "milestones", "a"), line("cpo", "0.34/logfile", "a"))) {
                assertThatThrownBy(() -> mirror.take(0, List.of(event))).isInstanceOf(ToolException.class);
            }
        }
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aMirrorIsKeptByOneProcess() throws Exception {
        try (Mirror mirror = Mirror.in(folder)) {
            assertThat(mirror.cursor()).isEmpty();
            assertThatThrownBy(() -> Mirror.in(folder)).isInstanceOf(ToolException.class);
        }
    }

    private static ReadEvent line(String src, String file, String text) {
        return new ReadEvent(
                1,
                "id",
                "line",
                src,
                Optional.of(file),
                Optional.of("{\"text\":\"" + text + "\"}"),
                Optional.empty(),
                "{}");
    }

    private static void cut(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length), StandardOpenOption.TRUNCATE_EXISTING);
    }
}
