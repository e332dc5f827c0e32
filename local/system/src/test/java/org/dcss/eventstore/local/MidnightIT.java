package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day ends under way, by a clock that runs two days behind until it is put forward. */
final class MidnightIT {

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final List<SourceKey> KEYS = SourceKey.parse("key-of-cpo=cpo,key-of-cao=cao");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    private final MovableClock clock = new MovableClock(midnight.minusSeconds(90));

    @Test
    void feedRunsOnOverMidnightAndTheClosedDayNeverChanges() throws Exception {
        Map<String, Source> keys = Map.of("key-of-cpo", new Source("cpo"), "key-of-cao", new Source("cao"));
        try (LocalEventStore local = LocalEventStore.start(TestOptions.in(folder, keys, SETTLE), clock)) {
            StoreUnderTest store = new StoreUnderTest(local.uri(), KEYS, SETTLE);
            ApiClient client = store.client();
            FeedReader feed = new FeedReader(client, midnight.minusSeconds(120).toEpochMilli(), "&limit=50");

            List<ReadEvent> read = new ArrayList<>(submitUntil(midnight.minusSeconds(89), client, store, feed));
            clock.putForwardTo(midnight.minusSeconds(1));
            read.addAll(submitUntil(midnight.plusSeconds(1), client, store, feed));
            long oldDay = midnight.minus(1, ChronoUnit.DAYS).toEpochMilli();
            long newDay = midnight.toEpochMilli();
            List<ReadEvent> old = store.day("/events?ts_day=" + oldDay, Map.of());
            assertThat(read).extracting(ReadEvent::tsDay).contains(oldDay, newDay);
            assertThat(old)
                    .isEqualTo(read.stream()
                            .filter(event -> event.tsDay() == oldDay)
                            .toList());

            Answer closed = client.get("/events?ts_day=" + oldDay);
            assertThat(closed.required("cache-control")).isEqualTo("public, max-age=86400");
            String tag = closed.required("etag");
            assertThat(client.get("/events?ts_day=" + newDay).required("cache-control"))
                    .isEqualTo("public, max-age=1");

            clock.putForwardTo(midnight.plus(2, ChronoUnit.DAYS));
            SampleEvent later = milestone("cpo", unique("later"));
            assertThat(client.submit("key-of-cpo", later.json()).status()).isEqualTo(204);
            store.await(feed, event -> event.data().equals(later.data()));

            Answer again = client.get("/events?ts_day=" + oldDay);
            assertThat(again.body()).isEqualTo(closed.body());
            assertThat(again.required("etag")).isEqualTo(tag);
            assertThat(client.get("/events?ts_day=" + oldDay, Map.of("If-None-Match", tag))
                            .status())
                    .isEqualTo(304);
            assertThat(client.get("/events?ts_day=" + newDay).required("cache-control"))
                    .isEqualTo("public, max-age=86400");
            assertThat(new FeedReader(client, 0, "")
                            .until(event -> event.data().equals(later.data()), store.patience()))
                    .as("replayed from the beginning, over days without events")
                    .startsWith(read.toArray(ReadEvent[]::new))
                    .hasSize(read.size() + 1);
        }
    }

    /** Submits for a while, and reads the feed until all of it has appeared. */
    private List<ReadEvent> submitUntil(Instant end, ApiClient client, StoreUnderTest store, FeedReader feed)
            throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        do {
            List<SampleEvent> batch = IntStream.range(0, 20)
                    .mapToObj(i -> milestone("cpo", unique("midnight")))
                    .toList();
            Set<String> acknowledged =
                    client.submit("key-of-cpo", SampleEvent.batch(batch)).acknowledged();
            assertThat(acknowledged).hasSameSizeAs(batch);
            ids.addAll(acknowledged);
            TimeUnit.MILLISECONDS.sleep(100);
        } while (clock.instant().isBefore(end));
        List<ReadEvent> seen = feed.untilAll(ids, store.patience());
        assertThat(seen).extracting(ReadEvent::data).doesNotHaveDuplicates();
        return seen;
    }
}
