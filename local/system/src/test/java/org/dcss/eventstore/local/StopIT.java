package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to end finishes what it has begun, says goodbye, and leaves nothing undone. */
@Order(4)
final class StopIT {

    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");
    private static final int TERMINATED = 128 + 15;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void sigtermEndsItCleanlyWhileBatchesAreUnderWay() throws Exception {
        Path output = temporary.resolve("output");
        try (ChildStore store = new ChildStore(temporary.resolve("data"), output, KEY, Duration.ofSeconds(1))) {
            store.awaitReady();
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            String name = unique("stop");
            List<SampleEvent> events = IntStream.range(0, 500)
                    .mapToObj(i -> milestone("cpo", name + "-" + i))
                    .toList();
            Set<String> ids =
                    client.submit(KEY.key(), SampleEvent.batch(events)).acknowledged();
            assertThat(ids).hasSize(500);

            assertThat(store.stop()).isEqualTo(TERMINATED);

            assertThat(Files.readString(output))
                    .contains("Stopped. Everything acknowledged is kept")
                    .doesNotContain("could not stop cleanly");
            store.restart();
            // What a busy machine does not store in time comes again a minute later.
            List<ReadEvent> read = new FeedReader(client, 0, "").untilAll(ids, Duration.ofMinutes(10));
            assertThat(read).extracting(ReadEvent::id).hasSize(500).doesNotHaveDuplicates();
        }
    }
}
