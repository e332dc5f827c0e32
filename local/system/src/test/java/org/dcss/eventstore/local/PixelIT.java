package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /track.gif} in local mode. */
final class PixelIT {

    private static final SourceKey KEY = new SourceKey("web", "key-of-web");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachHitIsAnEventAndNoMoreThanItsThrottleLets() throws Exception {
        var options = TestOptions.in(folder, Map.of(KEY.key(), new Source(KEY.src())), Duration.ofSeconds(1))
                .withPixel(new Source(KEY.src()));
        try (LocalEventStore local = LocalEventStore.start(options, Clock.systemUTC())) {
            ApiClient client = new ApiClient(local.uri(), List.of(KEY));

            // What a page of another address may do, too.
            Answer first = client.get(
                    "/track.gif?page=%2Fa&n=1",
                    Map.of("Referer", "https://example.org/a", "User-Agent", "Test", "Sec-Fetch-Site", "cross-site"));
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                statuses.add(client.get("/track.gif").status());
            }

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.required("content-type")).isEqualTo("image/gif");
            assertThat(first.required("cache-control")).isEqualTo("no-store");
            assertThat(first.body()).startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII));
            assertThat(statuses).startsWith(200, 200).contains(429).containsOnly(200, 429);
            int hits =
                    1 + (int) statuses.stream().filter(status -> status == 200).count();
            List<ReadEvent> read = new ArrayList<>();
            List<ReadEvent> seen = new FeedReader(client, 0, "&type=hit&src=web")
                    .until(
                            event -> {
                                read.add(event);
                                return read.size() == hits;
                            },
                            PATIENCE);
            assertThat(seen).hasSize(hits);
            assertThat(seen)
                    .extracting(ReadEvent::data)
                    .containsOnlyOnce("{\"query\":{\"page\":\"/a\",\"n\":\"1\"},\"referer\":\"https://example.org/a\","
                            + "\"userAgent\":\"Test\"}");
        }
    }
}
