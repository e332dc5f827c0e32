package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.tools.frame.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill whose shipper is killed again and again, the store twice, while the file is moved away and restored as a copy
 * and the checkpoint is lost. {@code -Ddcss.kill.lines}, {@code .times} and {@code .seed} make it longer or another one.
 */
@Tag("slow")
final class ShipKillIT {

    private static final int LINES = Integer.getInteger("dcss.kill.lines", 2_000);
    private static final int KILLS = Integer.getInteger("dcss.kill.times", 4);
    private static final long SEED = Long.getLong("dcss.kill.seed", 1);
    private static final String FILE = "milestones";
    private static final Pattern OFFSET = Pattern.compile("\"offset\":([0-9]+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Random random = new Random(SEED);
    private Path file = Path.of("");
    private Path checkpoint = Path.of("");
    private int port;

    @Test
    void everyLineIsInTheLogOnceWhateverIsKilled() throws Exception {
        makeFile();
        Path key = Files.writeString(folder.resolve("key"), TestStore.KEY);
        Tool tool = new Tool(URI.create("http://127.0.0.1:" + port), key);
        Path state = folder.resolve("state");
        checkpoint = state.resolve("127.0.0.1_" + port).resolve("cpo").resolve(FILE + ".checkpoint");
        List<String> ship = tool.shipArguments(state, file.toString());

        Process store = startStore(0);
        Process shipper = tool.start(ship, folder.resolve("shipper"));
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitOffset(Files.size(file) * kill / (KILLS + 2));
                shipper.destroyForcibly().waitFor();
                if (kill == KILLS / 2) {
                    Files.delete(checkpoint);
                }
                if (kill == KILLS / 3 || kill == KILLS * 2 / 3) {
                    store.destroyForcibly().waitFor();
                    store = startStore(0);
                }
                shipper = tool.start(ship, folder.resolve("shipper"));
                if (kill == KILLS / 4) {
                    moveAwayAndRestore();
                }
            }
            awaitOffset(Files.size(file));
            shipper.destroyForcibly().waitFor();
            assertEveryLineOnce(tool);

            store.destroyForcibly().waitFor();
            store = startStore(400);
            assertThat(tool.ship(folder.resolve("another"), "--once", file.toString()))
                    .isEqualTo(Exit.OK);
            assertEveryLineOnce(tool);
        } finally {
            shipper.destroyForcibly();
            store.destroyForcibly();
        }
    }

    private void makeFile() throws IOException {
        SampleGames games = new SampleGames(random);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append(games.milestone().line()).append('\n');
        }
        file = Files.writeString(folder.resolve(FILE), lines);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private Process startStore(int daysAhead) throws IOException {
        List<String> arguments =
                List.of(folder.resolve("store").toString(), Integer.toString(port), Integer.toString(daysAhead));
        return Tool.java(folder.resolve("output"), List.of("-Xmx512m"), TestStore.class.getName(), arguments)
                .start();
    }

    /** Waits until the shipper is done with so much of the file, and then a moment by chance. */
    private void awaitOffset(long wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
        while (offset() < wanted) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("shipper")))
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
    }

    private long offset() throws IOException {
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        Matcher offset = OFFSET.matcher(Files.readString(checkpoint));
        return offset.find() ? Long.parseLong(offset.group(1)) : 0;
    }

    private void moveAwayAndRestore() throws IOException, InterruptedException {
        Path away = Files.move(file, folder.resolve("away"));
        TimeUnit.MILLISECONDS.sleep(3_000);
        Files.copy(away, file);
    }

    /** The order is the file's in all but rare cases: of a line that was sent twice, either may have been the first. */
    private void assertEveryLineOnce(Tool tool) throws IOException, InterruptedException {
        List<String> expected = Files.readAllLines(file);
        List<String> read = lines(tool);
        for (int i = 0; i < 600 && read.size() < expected.size(); i++) {
            TimeUnit.MILLISECONDS.sleep(500);
            read = lines(tool);
        }
        // What is doubled has been stored by now, and settles within 3 s.
        TimeUnit.SECONDS.sleep(5);
        read = lines(tool);
        long moved = 0;
        for (int i = 0; i < Math.min(read.size(), expected.size()); i++) {
            moved += read.get(i).equals(expected.get(i)) ? 0 : 1;
        }
        System.out.printf(
                "killed %d times (seed %d): %d lines in the file, %d in the log, %d of them at another place%n",
                KILLS, SEED, expected.size(), read.size(), moved);
        assertThat(read.stream().sorted().toList())
                .isEqualTo(expected.stream().sorted().toList());
    }

    private static List<String> lines(Tool tool) {
        return new String(tool.xlog(FILE), StandardCharsets.UTF_8).lines().toList();
    }
}
