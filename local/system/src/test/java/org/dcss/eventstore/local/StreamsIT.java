package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Streams under many writers, in a process that is killed again and again. {@code -Ddcss.kill.seed} repeats its moments. */
@Order(3)
@ResourceLock(StoreExtension.BUSY)
final class StreamsIT {

    private static final long SEED = Long.getLong("dcss.kill.seed", 1);
    private static final int KILLS = 3;
    private static final int WRITERS = 8;
    private static final int CROWD = 200;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
    private static final Duration IN_THE_LOG_WITHIN = Duration.ofSeconds(150);
    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");
    private static final List<String> STREAMS = List.of("game:1", "game:2", "game:3");

    /** What a writer was told. */
    private record Appended(String stream, long version, String type) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private final ExecutorService threads = Executors.newFixedThreadPool(CROWD);
    private final Queue<Appended> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<String> conflicts = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    @Tag("slow")
    @Test
    void whatIsAppendedIsInItsStreamAndOnceInTheLogWhateverIsKilled() throws Exception {
        Random random = new Random(SEED);
        try (ChildStore store = new ChildStore(
                temporary.resolve("data"), temporary.resolve("output"), KEY, SETTLE, List.of("--fifo"))) {
            store.awaitReady();
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                running.add(threads.submit(() -> {
                    write(client, writer);
                    return writer;
                }));
            }
            Future<?> reader = threads.submit(() -> {
                read(client);
                return STREAMS;
            });
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMore(20 + random.nextInt(40));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
                store.kill();
                store.restart();
            }
            awaitMore(40);
            over.set(true);
            for (Future<?> one : running) {
                one.get(2, TimeUnit.MINUTES);
            }
            reader.get(2, TimeUnit.MINUTES);

            compare(client);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void eachOfTwoHundredWritersGetsAVersionOfItsOwn() throws Exception {
        try (ChildStore store = new ChildStore(temporary.resolve("data"), temporary.resolve("output"), KEY, SETTLE)) {
            store.awaitReady();
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                int writer = i;
                running.add(threads.submit(() -> {
                    join(client, "crowd", writer);
                    return writer;
                }));
            }
            for (Future<?> one : running) {
                one.get(5, TimeUnit.MINUTES);
            }

            assertThat(acknowledged.stream().map(Appended::version))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, CROWD).boxed().toList());
            assertThat(versions(client, "crowd")).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(conflicts)
                    .as("versions that were named as the current one")
                    .isNotEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Moments are counted in answers, since a busy machine gives few of them in a second. */
    private void awaitMore(int answers) throws InterruptedException {
        int wanted = acknowledged.size() + answers;
        long end = System.nanoTime() + ANSWERED_WITHIN.toNanos();
        while (acknowledged.size() < wanted && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Appends once: half of the crowd as whatever comes next, half as the version that a conflict says is next. */
    private void join(ApiClient client, String stream, int writer) throws IOException, InterruptedException {
        String type = "writer " + writer;
        long expected = 1;
        while (true) {
            String path = "/streams/" + stream + (writer % 2 == 0 ? "" : "/" + expected);
            Answer answer = append(client, path, type, Optional.empty());
            if (answer.status() == 409) {
                long current = answer.json().get("current_version").asLong();
                assertThat(current).as("the current version").isGreaterThanOrEqualTo(expected);
                conflicts.add(Long.toString(current));
                expected = current + 1;
            } else if (answer.status() == 503) {
                assertThat(answer.header("Retry-After")).isPresent();
                assertThat(answer.text()).contains("other writers of this stream were faster");
            } else {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                acknowledged.add(
                        new Appended(stream, answer.json().get("version").asLong(), type));
                return;
            }
        }
    }

    /** Appends one after the other, each under an id, and again under the same id until it knows what became of it. */
    private void write(ApiClient client, int writer) throws InterruptedException {
        for (int n = 0; !over.get(); n++) {
            String stream = STREAMS.get((writer + n) % STREAMS.size());
            String type = "writer " + writer + ", " + n;
            Optional<Long> version = Optional.empty();
            while (version.isEmpty()) {
                try {
                    Answer answer = append(client, "/streams/" + stream, type, Optional.of(writer + "/" + n));
                    if (answer.status() != 503) {
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                        version = Optional.of(answer.json().get("version").asLong());
                    }
                } catch (IOException e) {
                    // Killed, and not yet back.
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            acknowledged.add(new Appended(stream, version.get(), type));
        }
    }

    /** Reads streams from their start, again and again: what was read once is never another, and nothing is left out. */
    private void read(ApiClient client) throws InterruptedException {
        List<Appended> before = List.of();
        while (!over.get()) {
            try {
                List<Appended> now = versions(client, STREAMS.get(0));
                assertThat(now).hasSizeGreaterThanOrEqualTo(before.size());
                assertThat(now.subList(0, before.size())).isEqualTo(before);
                before = now;
            } catch (IOException e) {
                // Killed, and not yet back.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static Answer append(ApiClient client, String path, String type, Optional<String> id)
            throws IOException, InterruptedException {
        String body = "{\"type\":\"" + type + "\",\"data\":\"AAECAw==\""
                + id.map(given -> ",\"id\":\"" + given + "\"").orElse("") + "}";
        return client.send(
                "POST",
                path,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Authorization", KEY.key(), "Content-Type", ApiClient.JSON));
    }

    /** A stream as it is read by its links, whose versions are held to be without a gap. */
    private static List<Appended> versions(ApiClient client, String stream) throws IOException, InterruptedException {
        List<Appended> versions = new ArrayList<>();
        String link = "/streams/" + stream + "?limit=70";
        while (true) {
            Answer answer = client.get(link);
            if (answer.status() == 404) {
                return versions;
            } else if (answer.status() == 503) {
                throw new IOException("no page: " + answer);
            }
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            for (JsonNode version : answer.json()) {
                assertThat(version.get("version").asLong()).isEqualTo(versions.size() + 1);
                versions.add(new Appended(
                        version.get("stream").asText(),
                        version.get("version").asLong(),
                        version.get("type").asText()));
            }
            if (answer.json().isEmpty()) {
                return versions;
            }
            link = answer.next().orElseThrow();
        }
    }

    private void compare(ApiClient client) throws IOException, InterruptedException {
        List<Appended> inStreams = new ArrayList<>();
        for (String stream : STREAMS) {
            inStreams.addAll(versions(client, stream));
        }
        List<Appended> inLog = inLog(client, inStreams.size());
        System.out.printf(
                "killed %d times (seed %d): acknowledged %d, in streams %d, in the log %d%n",
                KILLS, SEED, acknowledged.size(), inStreams.size(), inLog.size());

        assertThat(acknowledged).as("each under its own id").doesNotHaveDuplicates();
        assertThat(inStreams)
                .as("every id was told until it was known")
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        for (String stream : STREAMS) {
            assertThat(of(stream, inLog)).as("in the log, in order").isEqualTo(of(stream, inStreams));
        }
        assertThat(acknowledged).as("enough to tell").hasSizeGreaterThanOrEqualTo(100);
    }

    private static List<Appended> of(String stream, List<Appended> appended) {
        return appended.stream().filter(one -> one.stream().equals(stream)).toList();
    }

    /** Reads the feed until as many events are there, or the time is up, and then for what is there twice. */
    private static List<Appended> inLog(ApiClient client, int expected) throws IOException, InterruptedException {
        FeedReader feed = new FeedReader(client, 0, "&type=stream&limit=500");
        List<ReadEvent> events = new ArrayList<>();
        long end = System.nanoTime() + IN_THE_LOG_WITHIN.toNanos();
        while (events.size() < expected && System.nanoTime() < end) {
            events.addAll(feed.page());
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.MILLISECONDS.sleep(3 * SETTLE.toMillis());
        events.addAll(feed.page());
        return events.stream().map(StreamsIT::appended).toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Appended appended(ReadEvent event) {
        JsonNode data = json(event.data());
        Appended appended = new Appended(
                data.get("stream").asText(),
                data.get("version").asLong(),
                data.get("type").asText());
        assertThat(event.id()).isEqualTo("~s/" + appended.stream() + "/" + appended.version());
        return appended;
    }
}
