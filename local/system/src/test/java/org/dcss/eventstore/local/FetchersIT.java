package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.fixtures.RealLines;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.XlogLine;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server's files, made again by the store, and those who fetch them by byte offset while they grow and the store is
 * killed: {@code curl -C -} and {@code wget -c} as scoreboards call them, and conditional ranges each second.
 */
@Order(3)
@Tag("slow")
@ResourceLock(StoreExtension.BUSY)
final class FetchersIT {

    private static final byte[] NOTHING = {};
    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration WITHIN = Duration.ofMinutes(20);
    private static final int BATCH = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private final Map<String, List<String>> files = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch fetching = new CountDownLatch(1);
    private final CountDownLatch halfSent = new CountDownLatch(1);

    @BeforeEach
    void readLines() throws IOException {
        if (RealLines.directory().isPresent()) {
            Path real = RealLines.directory().get();
            files.put("milestones", Files.readAllLines(real.resolve("milestones.xlog")));
            files.put("0.34/logfile-sprint", Files.readAllLines(real.resolve("logfile.xlog")));
        } else {
            System.err.println(
                    "FetchersIT: no real lines beside this repository (-Ddcss.data=DIR): made-up ones instead");
            SampleGames games = new SampleGames(new Random(1));
            files.put("milestones", new ArrayList<>());
            files.put("0.34/logfile-sprint", new ArrayList<>());
            for (int i = 0; i < 700; i++) {
                files.get("milestones").add(games.milestone().line());
                files.get("0.34/logfile-sprint").add(games.logfile().line());
            }
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void copiesAreTheFilesWhateverIsKilled(boolean fifo) throws Exception {
        List<String> options = fifo ? List.of("--fifo") : List.of();
        try (ChildStore store =
                new ChildStore(temporary.resolve("data"), temporary.resolve("output"), KEY, SETTLE, options)) {
            store.awaitReady();
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            Future<?> sender = threads.submit(() -> {
                send(client);
                return true;
            });
            for (String file : files.keySet()) {
                awaitFile(client, file);
            }
            Map<String, Fetcher> fetchers = fetchers(store, client);
            List<Future<Map<String, byte[]>>> fetched = new ArrayList<>();
            fetchers.forEach((name, fetcher) -> fetched.add(threads.submit(() -> follow(name, fetcher, fifo))));
            fetching.countDown();
            assertThat(halfSent.await(WITHIN.toMinutes(), TimeUnit.MINUTES))
                    .as("half of the lines are sent")
                    .isTrue();
            store.kill();
            store.restart();
            sender.get(WITHIN.toMinutes(), TimeUnit.MINUTES);

            for (Future<Map<String, byte[]>> copies : fetched) {
                Map<String, byte[]> copy = copies.get(2 * WITHIN.toMinutes(), TimeUnit.MINUTES);
                for (String file : files.keySet()) {
                    assertThat(copy.get(file)).isEqualTo(client.get(path(file)).body());
                    assertThat(lines(copy.getOrDefault(file, NOTHING)))
                            .containsExactlyInAnyOrderElementsOf(files.get(file));
                }
            }
            assertThat(client.get("/xlog/cpo/").text())
                    .contains("\"length\":" + length("milestones"), "\"length\":" + length("0.34/logfile-sprint"));
        }
    }

    private static Map<String, Fetcher> fetchers(ChildStore store, ApiClient client) {
        Map<String, Fetcher> fetchers = new LinkedHashMap<>();
        fetchers.put("ranges", Fetcher.ranges(client));
        fetchers.put("curl", Fetcher.curl(store.uri()));
        fetchers.put("wget", Fetcher.wget(store.uri()));
        for (String program : List.of("curl", "wget")) {
            if (!Fetcher.isThere(program)) {
                System.err.println("FetchersIT: " + program + " is not on PATH: nothing is fetched with it");
                fetchers.remove(program);
            }
        }
        return fetchers;
    }

    /** Fetches each second until as much is there as was sent; returns the copies. */
    private Map<String, byte[]> follow(String name, Fetcher fetcher, boolean inOrder)
            throws IOException, InterruptedException {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        files.keySet().forEach(file -> copies.put(file, NOTHING));
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!isAll(copies) && System.nanoTime() < end) {
            for (String file : files.keySet()) {
                copies.put(file, fetchOnce(name, fetcher, file, copies.getOrDefault(file, NOTHING), inOrder));
            }
            TimeUnit.SECONDS.sleep(1);
        }
        for (String file : files.keySet()) {
            // Whatever more there may be.
            copies.put(file, fetchOnce(name, fetcher, file, copies.getOrDefault(file, NOTHING), inOrder));
        }
        return copies;
    }

    private boolean isAll(Map<String, byte[]> copies) {
        return files.keySet().stream().allMatch(file -> copies.getOrDefault(file, NOTHING).length >= length(file));
    }

    private byte[] fetchOnce(String name, Fetcher fetcher, String file, byte[] before, boolean inOrder)
            throws IOException, InterruptedException {
        Path copy = temporary.resolve(name + "-" + file.replace('/', '_'));
        fetcher.fetch(path(file), copy);
        byte[] now = Files.exists(copy) ? Files.readAllBytes(copy) : new byte[0];
        assertThat(Arrays.copyOf(now, before.length))
                .as("what " + name + " had is still there")
                .isEqualTo(before);
        if (inOrder) {
            assertThat(now)
                    .as("what " + name + " has is what was sent first")
                    .isEqualTo(Arrays.copyOf(text(file), now.length));
        }
        return now;
    }

    private static void awaitFile(ApiClient client, String file) throws IOException, InterruptedException {
        long end = System.nanoTime() + WITHIN.toNanos();
        Answer head = client.send("HEAD", path(file), new byte[0], Map.of());
        while (head.status() != 200) {
            assertThat(System.nanoTime()).as("no file yet: " + head).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
            head = client.send("HEAD", path(file), new byte[0], Map.of());
        }
        assertThat(head.body()).isEmpty();
        assertThat(head.required("etag")).isEqualTo("\"1-" + head.required("content-length") + "\"");
    }

    /** Sends the files' lines in turns, each batch until it is acknowledged; most of them once somebody fetches. */
    private void send(ApiClient client) throws IOException, InterruptedException {
        int longest = files.values().stream().mapToInt(List::size).max().orElseThrow();
        for (int from = 0; from < longest; from += BATCH) {
            for (String file : files.keySet()) {
                List<String> lines = files.get(file);
                if (from < lines.size()) {
                    send(batch(file, lines, from, Math.min(lines.size(), from + BATCH)), client);
                }
            }
            fetching.await();
            TimeUnit.MILLISECONDS.sleep(400);
            if (from > longest / 2) {
                halfSent.countDown();
            }
        }
    }

    private static void send(String batch, ApiClient client) throws IOException, InterruptedException {
        while (true) {
            try {
                Answer answer = client.submit(KEY.key(), batch);
                if (answer.status() == 200) {
                    List<String> statuses = new ArrayList<>();
                    for (JsonNode result : answer.json().path("results")) {
                        statuses.add(result.path("status").asText());
                    }
                    assertThat(statuses).as(answer.toString()).doesNotContain("rejected");
                    if (!statuses.contains("retry")) {
                        return;
                    }
                }
            } catch (IOException e) {
                // The store is down.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static String batch(String file, List<String> lines, int from, int to) {
        List<String> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add("{\"file\":\"" + file + "\","
                    + event(lines.get(i)).json(file + ":" + i).substring(1));
        }
        return "[" + String.join(",", events) + "]";
    }

    private static SampleEvent event(String line) {
        XlogLine fields = XlogLine.parse(line);
        assertThat(fields.line()).isEqualTo(line);
        return fields.event(KEY.src());
    }

    private byte[] text(String file) {
        return (String.join("\n", files.get(file)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private int length(String file) {
        return text(file).length;
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    private static String path(String file) {
        return "/xlog/" + KEY.src() + "/" + file;
    }
}
