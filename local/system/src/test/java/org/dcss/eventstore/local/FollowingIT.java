package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.documents.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of {@code docs/following.md}, as they are printed: each follows the log while events come, is killed, misses
 * some, is started again, and in the end has seen each event once, in order. They read through a proxy that serves the
 * store under a path of its own. One of them passes on every milestone there is: nobody else sends any meanwhile.
 */
@ExtendWith(StoreExtension.class)
@OwnStore
final class FollowingIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
    private static final Pattern AFTER = Pattern.compile("[?&]after=(\\d+)");

    private static final List<String> DISCORD = List.of("discord", "python3", "discord.py", "discord.link");

    /** Of each: its name, what runs it, its file, and where it keeps its place; in the order of the document. */
    private static final List<List<String>> PROGRAMS = List.of(
            List.of("curl", "bash", "follow.sh", "follow.link"),
            List.of("python", "python3", "follow.py", "follow.link"),
            List.of("javascript", "node", "follow.mjs", "follow.link"),
            List.of("java", "java", "Follow.java", "follow.link"),
            DISCORD);

    /** Names of players, which every reader passes on. */
    private static final Pattern PLAYER = Pattern.compile("Follow-\\d+-[\\w-]+");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private final List<Reader> readers = new ArrayList<>();
    private final StoreUnderTest store;
    private final ApiClient client;

    FollowingIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    @AfterEach
    void stop() {
        readers.forEach(Reader::kill);
    }

    @Test
    void eachRecipeSeesEachEventOnceThoughItIsKilled() throws Exception {
        List<String> printed = BLOCK.matcher(Document.named("docs/following.md").text())
                .results()
                .map(block -> block.group(2))
                .toList();
        assertThat(printed).hasSameSizeAs(PROGRAMS);
        assertThat(printed.subList(0, 4)).allMatch(recipe -> recipe.lines().count() < 15);
        assertThat(printed.get(4).lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(30);
        long start = store.mark();

        try (PrefixProxy proxy = new PrefixProxy(store.uri());
                Webhook webhook = new Webhook()) {
            for (int i = 0; i < PROGRAMS.size(); i++) {
                prepare(PROGRAMS.get(i), printed.get(i), start, proxy, webhook);
            }
            for (Reader reader : readers) {
                reader.start();
            }
            List<String> players = new ArrayList<>(submit(0, 5));
            List<ReadEvent> events = await(start, players);
            long last = events.get(events.size() - 1).ts();
            for (Reader reader : readers) {
                // So that nothing is under way when it is killed: what would be, it may show again.
                await(reader, () -> reader.seen().containsAll(players) && reader.after() >= last);
                reader.kill();
            }
            players.addAll(submit(5, 5));
            for (Reader reader : readers) {
                reader.start();
            }
            for (int i = 10; i < 15; i++) {
                players.addAll(submit(i, 1));
            }
            List<String> inOrder = await(start, players).stream()
                    .flatMap(event -> PLAYER.matcher(event.data()).results())
                    .map(MatchResult::group)
                    .toList();
            assertThat(inOrder).hasSameSizeAs(players);
            for (Reader reader : readers) {
                await(
                        reader,
                        () -> reader.seen().containsAll(players)
                                && proxy.statuses(reader.name()).contains(304));
                assertThat(reader.seen()).as(reader.name()).isEqualTo(inOrder);
            }
        }
    }

    /** Its program and, in its place, from where the test reads on; nothing where what runs it is not on this machine. */
    private void prepare(List<String> program, String text, long start, PrefixProxy proxy, Webhook webhook)
            throws IOException {
        String name = program.get(0);
        if (!Fetcher.isThere(program.get(1)) || (name.equals("curl") && !Fetcher.isThere("curl"))) {
            System.err.println("FollowingIT: " + program.get(1) + " or curl is not on PATH: the recipe for " + name
                    + " is not run");
            return;
        }
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve(program.get(2)), text);
        Files.writeString(
                folder.resolve(program.get(3)),
                proxy.uri(name) + "/events?after=" + start + (program == DISCORD ? "&type=milestone" : ""));
        readers.add(new Reader(program, folder, proxy.uri(name), webhook));
    }

    /** Milestones of so many players, one after another; their names. */
    private List<String> submit(int first, int count) throws IOException, InterruptedException {
        String src = store.first().src();
        List<String> players = IntStream.range(first, first + count)
                .mapToObj(i -> unique("Follow-" + i + "-"))
                .toList();
        List<String> events =
                players.stream().map(player -> milestone(src, player).json()).toList();
        assertThat(client.submit(store.first().key(), "[" + String.join(",", events) + "]")
                        .acknowledged())
                .hasSameSizeAs(players);
        return players;
    }

    /** Waits until all of these are in the feed; the events there. */
    private List<ReadEvent> await(long start, List<String> players) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>(players);
        return new FeedReader(client, start, "")
                .until(
                        event -> {
                            missing.removeIf(player -> event.data().contains("\"" + player + "\""));
                            return missing.isEmpty();
                        },
                        store.patience());
    }

    private void await(Reader reader, Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(store.patience());
        while (!condition.holds()) {
            assertThat(Instant.now()).as(reader.toString()).isBefore(end);
            assertThat(reader.isRunning()).as(reader.toString()).isTrue();
            Thread.sleep(100);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    /** A program that follows the log. */
    private static final class Reader {

        private final List<String> program;
        private final Path folder;
        private final URI url;
        private final Webhook webhook;
        private List<Process> processes = List.of();

        Reader(List<String> program, Path folder, URI url, Webhook webhook) {
            this.program = program;
            this.folder = folder;
            this.url = url;
            this.webhook = webhook;
        }

        String name() {
            return program.get(0);
        }

        void start() throws IOException {
            ProcessBuilder builder = new ProcessBuilder(program.subList(1, 3))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
            builder.environment().put("URL", url.toString());
            builder.environment().put("WEBHOOK", webhook.uri().toString());
            processes = List.of(builder.start());
        }

        /** At once, with whatever it has started. */
        void kill() {
            for (Process process : processes) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                process.onExit().join();
            }
        }

        boolean isRunning() {
            return processes.stream().allMatch(Process::isAlive);
        }

        private Path output() {
            return folder.resolve("output");
        }

        /** The players whose milestones it has passed on, in order. */
        List<String> seen() throws IOException {
            String text = program == DISCORD ? String.join("\n", webhook.taken()) : Files.readString(output());
            return PLAYER.matcher(text).results().map(MatchResult::group).toList();
        }

        /** From where it would go on. */
        long after() throws IOException {
            Matcher after = AFTER.matcher(Files.readString(folder.resolve(program.get(3))));
            return after.find() ? Long.parseLong(after.group(1)) : 0;
        }

        @Override
        public String toString() {
            try {
                return name() + ": " + Files.readString(output());
            } catch (IOException e) {
                return name() + ": " + e;
            }
        }
    }
}
