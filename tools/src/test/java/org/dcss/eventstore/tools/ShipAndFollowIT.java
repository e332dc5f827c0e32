package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dcss.eventstore.fixtures.RealLines;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.tools.frame.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines on their whole way: from a server's files to a store, and back into files. */
final class ShipAndFollowIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path saves = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        saves = Files.createDirectories(folder.resolve("saves"));
        Files.writeString(folder.resolve("key"), TestStore.KEY + "\n");
        SampleGames games = new SampleGames(new Random(1));
        StringBuilder milestones = new StringBuilder();
        StringBuilder logfile = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            milestones.append(games.milestone().line()).append('\n');
            logfile.append(games.logfile().line()).append('\n');
        }
        Files.writeString(saves.resolve("milestones"), milestones + "\nno=xlog=line:\nname=a:name=b\n" + milestones);
        Files.write(saves.resolve("logfile-sprint"), "name=Bj\u00F6rn\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(saves.resolve("logfile-sprint"), logfile, StandardOpenOption.APPEND);
        if (RealLines.directory().isPresent()) {
            Path real = RealLines.directory().get();
            Files.copy(real.resolve("milestones.xlog"), saves.resolve("milestones-real"));
            Files.copy(real.resolve("logfile.xlog"), saves.resolve("logfile-real"));
        }
    }

    @Test
    void filesComeBackAsTheyWere() throws Exception {
        Files.writeString(saves.resolve("logfile"), "name=half:", StandardOpenOption.CREATE);
        try (TestStore store = TestStore.in(folder.resolve("store"), Duration.ZERO)) {
            assertThat(ship(store)).isEqualTo(Exit.OK);
            assertThat(mirror(store, "mirror")).isEqualTo(Exit.OK);
            assertThat(folder.resolve("mirror/cpo/logfile")).doesNotExist();

            Files.writeString(saves.resolve("logfile"), "end=x\n", StandardOpenOption.APPEND);
            assertThat(ship(store)).isEqualTo(Exit.OK);
            assertThat(mirror(store, "mirror")).isEqualTo(Exit.OK);
            assertThat(mirror(store, "another")).isEqualTo(Exit.OK);

            assertMirrored("mirror");
            assertMirrored("another");
            for (Path file : files()) {
                assertThat(xlog(store, file.getFileName().toString())).isEqualTo(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void aLineIsStoredOnceWhoeverSendsItAndWhenever() throws Exception {
        for (Duration later : List.of(Duration.ZERO, Duration.ofDays(400))) {
            try (TestStore store = TestStore.in(folder.resolve("store"), later)) {
                assertThat(ship(
                                store,
                                "--state",
                                folder.resolve("state" + later).toString()))
                        .isEqualTo(Exit.OK);
                assertThat(mirror(store, "mirror" + later)).isEqualTo(Exit.OK);
                assertMirrored("mirror" + later);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(saves)) {
            return files.sorted().toList();
        }
    }

    private void assertMirrored(String name) throws IOException {
        for (Path file : files()) {
            assertThat(folder.resolve(name).resolve("cpo").resolve(file.getFileName()))
                    .hasSameBinaryContentAs(file);
        }
    }

    private int ship(TestStore store, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("ship", "--url", store.uri().toString(), "--src", "cpo", "--once", saves.toString()));
        if (more.length == 0) {
            arguments.addAll(List.of("--state", folder.resolve("state").toString()));
        }
        arguments.addAll(Arrays.asList(more));
        return DcssEventsCommand.run(
                arguments.toArray(String[]::new),
                Map.of("DCSS_EVENTS_KEY_FILE", folder.resolve("key").toString()));
    }

    /** What has not settled yet is there a little later. */
    private int mirror(TestStore store, String name) throws IOException, InterruptedException {
        int code = Exit.OK;
        for (int i = 0; i < 100 && code == Exit.OK && !isAllThere(name); i++) {
            Thread.sleep(200);
            code = DcssEventsCommand.run(
                    new String[] {
                        "follow",
                        "--url",
                        store.uri().toString(),
                        "--once",
                        "--mirror",
                        folder.resolve(name).toString()
                    },
                    Map.of());
        }
        return code;
    }

    private boolean isAllThere(String name) throws IOException {
        for (Path file : files()) {
            Path mirrored = folder.resolve(name).resolve("cpo").resolve(file.getFileName());
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            long whole = text.lastIndexOf('\n') + 1L;
            if (whole > 0 && (!Files.exists(mirrored) || Files.size(mirrored) < whole)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] xlog(TestStore store, String file) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            DcssEventsCommand.run(
                    new String[] {
                        "follow",
                        "--url",
                        store.uri().toString(),
                        "--once",
                        "--after",
                        "beginning",
                        "--xlog",
                        "--file",
                        file
                    },
                    Map.of());
        } finally {
            System.setOut(before);
        }
        return printed.toByteArray();
    }
}
