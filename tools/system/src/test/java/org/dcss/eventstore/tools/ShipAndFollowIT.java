package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    private final SampleGames games = new SampleGames(new Random(1));
    private Path saves = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        saves = Files.createDirectories(folder.resolve("saves"));
        key = Files.writeString(folder.resolve("key"), TestStore.KEY + "\n");
        StringBuilder milestones = new StringBuilder();
        StringBuilder logfile = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            milestones.append(games.milestone().line()).append('\n');
            logfile.append(games.logfile().line()).append('\n');
        }
        // The same lines twice, and between them lines that no fields can hold.
        Files.writeString(saves.resolve("milestones"), milestones + "\nno=xlog=line:\nname=a:name=b\n" + milestones);
        Files.write(saves.resolve("logfile-sprint"), "name=Bj\u00F6rn\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(saves.resolve("logfile-sprint"), logfile, StandardOpenOption.APPEND);
    }

    @Test
    void filesComeBackAsTheyWere() throws Exception {
        if (RealLines.directory().isPresent()) {
            Path real = RealLines.directory().get();
            Files.copy(real.resolve("milestones.xlog"), saves.resolve("milestones-real"));
            Files.copy(real.resolve("logfile.xlog"), saves.resolve("logfile-real"));
        }
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ZERO)) {
            Tool tool = new Tool(store.uri(), key);
            assertThat(tool.ship(folder.resolve("state"), "--once", saves.toString()))
                    .isEqualTo(Exit.OK);

            mirror(tool, "mirror");
            for (Path file : files()) {
                assertThat(tool.xlog(file.getFileName().toString())).isEqualTo(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void aHalfLineIsSentWhenItIsWhole() throws Exception {
        Path growing = saves.resolve("milestones-descent");
        String line = games.milestone().line();
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ZERO)) {
            Tool tool = new Tool(store.uri(), key);
            Files.writeString(growing, line + "\n" + line.substring(0, 100));
            tool.ship(folder.resolve("state"), "--once", saves.toString());
            Files.writeString(growing, line + "\n");
            mirror(tool, "mirror");

            Files.writeString(growing, line + "\n" + line + "\n");
            tool.ship(folder.resolve("state"), "--once", saves.toString());
            mirror(tool, "mirror");
        }
    }

    @Test
    void aLineIsStoredOnceWhoeverSendsItAndWhenever() throws Exception {
        for (long days : List.of(0, 400)) {
            try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ofDays(days))) {
                Tool tool = new Tool(store.uri(), key);
                assertThat(tool.ship(folder.resolve("state" + days), "--once", saves.toString()))
                        .isEqualTo(Exit.OK);
                mirror(tool, "mirror" + days);
            }
        }
    }

    @Test
    void whatWasRejectedIsSentAgainOnceItIsMended() throws Exception {
        Path state = folder.resolve("state");
        String good = games.milestone().line();
        Path file = Files.writeString(saves.resolve("milestones-bad"), "name=a:milestone=b\n" + good + "\n");
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ZERO)) {
            Tool tool = new Tool(store.uri(), key);
            assertThat(tool.ship(state, "--once", file.toString())).isEqualTo(Exit.REJECTED);
            Path rejects = state.resolve("127.0.0.1_" + store.uri().getPort()).resolve("cpo/rejects.ndjson");
            assertThat(tool.ship(state, "--rejects")).isEqualTo(Exit.REJECTED);

            Files.writeString(rejects, Files.readString(rejects).replace("name=a:milestone=b", good));
            assertThat(tool.ship(state, "--rejects")).isEqualTo(Exit.OK);
            assertThat(rejects).doesNotExist();
            Files.delete(saves.resolve("milestones"));
            Files.delete(saves.resolve("logfile-sprint"));
            Files.writeString(file, good + "\n" + good + "\n");
            mirror(tool, "mirror");
        }
    }

    /** Of several players' events, one's: each once, in any case of the name, from where the last reading ended. */
    @Test
    void aPlayerIsFollowedAlone() throws Exception {
        Path file = saves.resolve("milestones-players");
        List<String> follow =
                List.of("follow", "--once", "--after", "beginning", "--entity", "ann", "--cursor-file", place());
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ZERO)) {
            Tool tool = new Tool(store.uri(), key);
            ship(tool, file, "Ann", "Bob", "Anna", "ANN");
            List<String> events = events(tool, follow);
            assertThat(names(events)).containsExactly("Ann", "ANN");
            assertThat(events(tool, follow)).isEmpty();

            ship(tool, file, "Bob", "ann", "Annabel");
            List<String> more = events(tool, follow);
            assertThat(names(more)).containsExactly("ann");

            List<String> all = Stream.concat(events.stream(), more.stream()).toList();
            List<String> days =
                    all.stream().map(ShipAndFollowIT::day).distinct().toList();
            assertThat(days.stream().flatMap(day -> events(tool, List.of("day", "--entity", "ann", day)).stream()))
                    .containsExactlyElementsOf(all);
        }
    }

    private String place() {
        return folder.resolve("place").toString();
    }

    /** Appends a milestone of each player to the file, ships it, and waits until all of it can be read. */
    private void ship(Tool tool, Path file, String... players) throws Exception {
        for (String player : players) {
            String line = games.milestone().line().replaceFirst("name=[^:]*", "name=" + player);
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        assertThat(tool.ship(folder.resolve("state"), "--once", file.toString()))
                .isEqualTo(Exit.OK);
        String name = file.getFileName().toString();
        for (int i = 0; i < 600 && tool.xlog(name).length < Files.size(file); i++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(tool.xlog(name)).isEqualTo(Files.readAllBytes(file));
    }

    private static List<String> events(Tool tool, List<String> arguments) {
        return new String(tool.printed(arguments), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static List<String> names(List<String> events) {
        return events.stream()
                .map(event -> event.replaceFirst(".*\"name\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** The UTC day of an event as it was printed. */
    private static String day(String event) {
        long start = Long.parseLong(event.replaceFirst(".*\"ts_day\":(\\d+).*", "$1"));
        return Instant.ofEpochMilli(start).toString().substring(0, 10);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(saves)) {
            return files.sorted().toList();
        }
    }

    /** Mirrors until as much is there as in the files, and then whatever more there may be; it must be the same. */
    private void mirror(Tool tool, String name) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && !isAllThere(name); i++) {
            assertThat(tool.mirror(folder.resolve(name))).isEqualTo(Exit.OK);
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(tool.mirror(folder.resolve(name))).isEqualTo(Exit.OK);
        for (Path file : files()) {
            assertThat(mirrored(name, file)).hasSameBinaryContentAs(file);
        }
    }

    private boolean isAllThere(String name) throws IOException {
        for (Path file : files()) {
            Path mirrored = mirrored(name, file);
            if (!Files.exists(mirrored) || Files.size(mirrored) < Files.size(file)) {
                return false;
            }
        }
        return true;
    }

    private Path mirrored(String name, Path file) {
        return folder.resolve(name).resolve("cpo").resolve(file.getFileName());
    }
}
