package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.Ledger;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.SubmittingClient;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The durability proof: a real process is killed under load, again and again. {@code -Ddcss.kill.seed} and
 * {@code -Ddcss.kill.times} repeat or lengthen it.
 */
@Order(2)
@ResourceLock(StoreExtension.BUSY)
final class KillIT {

    private static final long SEED = Long.getLong("dcss.kill.seed", 1);
    private static final int KILLS = Integer.getInteger("dcss.kill.times", 3);
    private static final int CLIENTS = 8;
    private static final int PAUSE_MILLIS = 100;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(150);
    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private final Random random = new Random(SEED);
    private final Ledger ledger = new Ledger();
    private final AtomicBoolean submitted = new AtomicBoolean();
    private final AtomicBoolean drained = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoubledWhateverIsKilled() throws Exception {
        Path folder = temporary.resolve("data");
        try (ChildStore store = new ChildStore(folder, temporary.resolve("output"), KEY, SETTLE)) {
            store.awaitReady();
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            Future<List<ReadEvent>> reader = threads.submit(() -> readFeed(client, drained::get));
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                SubmittingClient submitting =
                        new SubmittingClient(client, KEY, "client" + i, random.nextLong(), ledger);
                clients.add(threads.submit(() -> {
                    submitting.run(submitted::get, PAUSE_MILLIS);
                    return submitting;
                }));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(3_000));
                store.kill();
                store.restart();
            }
            TimeUnit.SECONDS.sleep(2);
            submitted.set(true);
            for (Future<?> submitting : clients) {
                submitting.get(1, TimeUnit.MINUTES);
            }
            awaitAcknowledged(client);
            drainQueues(store, folder);
            drained.set(true);
            List<ReadEvent> feed = reader.get(1, TimeUnit.MINUTES);

            assertExactlyOnce(feed);
            assertThat(days(client, feed)).as("the days").isEqualTo(feed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads on with the same cursor whatever happens to the store, until stopped and nothing more comes. */
    private static List<ReadEvent> readFeed(ApiClient client, BooleanSupplier stopped) throws InterruptedException {
        FeedReader feed = new FeedReader(client, 0, "&limit=100");
        List<ReadEvent> seen = new ArrayList<>();
        while (true) {
            boolean last = stopped.getAsBoolean();
            try {
                List<ReadEvent> page = feed.page();
                seen.addAll(page);
                if (page.isEmpty() && last) {
                    return seen;
                }
            } catch (IOException e) {
                // Killed, and not yet back.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Waits until another reader has seen all that was acknowledged, or the time is up, and then for what is doubled. */
    private void awaitAcknowledged(ApiClient client) throws IOException, InterruptedException {
        Set<String> missing = new HashSet<>(ledger.acknowledged());
        FeedReader feed = new FeedReader(client, 0, "");
        long end = System.nanoTime() + DRAINED_WITHIN.toNanos();
        while (!missing.isEmpty() && System.nanoTime() < end) {
            feed.page().forEach(event -> missing.remove(event.data()));
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.MILLISECONDS.sleep(3 * SETTLE.toMillis());
    }

    private void assertExactlyOnce(List<ReadEvent> feed) {
        List<String> read = feed.stream().map(ReadEvent::data).toList();
        Set<String> lost = new TreeSet<>(ledger.acknowledged());
        read.forEach(lost::remove);
        Set<String> once = new HashSet<>();
        List<String> doubled = read.stream().filter(data -> !once.add(data)).toList();
        Set<String> foreign = new HashSet<>(once);
        foreign.removeAll(ledger.sent());
        System.out.printf(
                "killed %d times (seed %d): sent %d, acknowledged %d, read %d, lost %d, doubled %d%n",
                KILLS,
                SEED,
                ledger.sent().size(),
                ledger.acknowledged().size(),
                read.size(),
                lost.size(),
                doubled.size());

        assertThat(lost).as("lost").isEmpty();
        assertThat(doubled).as("doubled").isEmpty();
        assertThat(foreign).as("never sent").isEmpty();
        assertThat(ledger.acknowledged()).as("enough to tell").hasSizeGreaterThan(200);
    }

    private static List<ReadEvent> days(ApiClient client, List<ReadEvent> feed)
            throws IOException, InterruptedException {
        List<ReadEvent> all = new ArrayList<>();
        for (long day : feed.stream().map(ReadEvent::tsDay).distinct().toList()) {
            Answer answer = client.get("/events?ts_day=" + day, Map.of("Accept-Encoding", "gzip"));
            assertThat(answer.next()).isEmpty();
            all.addAll(ReadEvent.list(answer));
        }
        return all;
    }

    /** What is still queued could be stored a second time later: restarts until there is nothing. */
    private static void drainQueues(ChildStore store, Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + DRAINED_WITHIN.toNanos();
        while (true) {
            assertThat(store.stop()).as("exit code").isIn(0, 143);
            int queued = queued(folder);
            store.restart();
            if (queued == 0) {
                return;
            }
            assertThat(System.nanoTime())
                    .as(queued + " messages are still queued")
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(3 * SETTLE.toMillis());
        }
    }

    private static int queued(Path folder) throws IOException {
        try (Engines engines = Engines.at(folder)) {
            Queues queues = Queues.ensure(
                    engines.sqsClient(), new Queues.Spec("dcss-events", false, Duration.ofSeconds(60), 5));
            assertThat(QueueLength.of(engines, queues.dlqUrl()))
                    .as("in the DLQ")
                    .isZero();
            return QueueLength.of(engines, queues.url());
        }
    }
}
