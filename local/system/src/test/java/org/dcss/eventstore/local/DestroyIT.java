package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.store.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./destroy.sh local} on what it must not remove. */
final class DestroyIT {

    private static final Path SCRIPT =
            Path.of("..", "..", "destroy.sh").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private Path data;

    @BeforeEach
    void make() throws Exception {
        data = temporary.resolve("data");
        DataFolder.lock(data).close();
    }

    @Test
    void aFolderThatOnlyHasALockIsNotLocalModes() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.createFile(home.resolve("lock"));
        Files.writeString(home.resolve("event-store"), "my shop for events\n");

        assertThat(destroy(home)).contains("was not made by local mode");
        assertThat(home.resolve("event-store")).exists();
    }

    @Test
    void whatLocalModeDidNotPutThereIsNotRemoved() throws Exception {
        Files.writeString(data.resolve(".letter"), "dear");
        Files.createDirectory(data.resolve("photos of 2026"));

        assertThat(destroy(data)).contains(".letter", "photos of 2026", "Nothing was removed");
        assertThat(data.resolve(".letter")).exists();
    }

    @Test
    void aLinkToAFolderIsFollowedBeforeAnythingIsJudged() throws Exception {
        Files.writeString(data.resolve("letter"), "dear");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), data);

        assertThat(destroy(link)).contains(data.toRealPath() + " also holds").doesNotContain(link.toString());
    }

    @Test
    void aFolderWhoseContentsLieElsewhereIsNotRemoved() throws Exception {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("sqs"), elsewhere);

        assertThat(destroy(data)).contains("links", "sqs", "Nothing was removed");
        assertThat(data.resolve("lock")).exists();
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void namesAreToldWithEscapes() throws Exception {
        Files.createFile(data.resolve("\u001b[31mred"));

        assertThat(destroy(data)).contains("red", "Nothing was removed").doesNotContain("\u001b");
    }

    @Test
    void anEmptyNameIsNoFolder() throws Exception {
        String usage = "--data needs a folder, such as --data data. See --help.\n";

        assertThat(run("--data", "")).isEqualTo(usage);
        assertThat(run("--data=")).isEqualTo(usage);
        assertThat(run("--data")).isEqualTo(usage);
    }

    @Test
    void aFolderInUseIsNotRemoved() throws Exception {
        DataFolder used = DataFolder.lock(data);

        assertThat(destroy(data)).contains("stop it first");
        assertThat(data.resolve("lock")).exists();
        used.close();
    }

    /** What it says; it must fail. */
    private static String destroy(Path folder) throws IOException, InterruptedException {
        return run("--data", folder.toString(), "-auto-approve");
    }

    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString(), "local"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        return said;
    }
}
