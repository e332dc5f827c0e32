package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.dynamodb.DynamoDbStreamTable;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedule of local mode passes on what a process left pending that died, though nobody appends to the stream again. */
final class OutboxIT {

    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatWasLeftPendingComesIntoTheLogByItself() throws Exception {
        EventId id = EventId.fromRandom(new byte[EventId.RANDOM_BYTES]);
        StreamEvent left = new StreamEvent(
                new Draft(new StreamId("order:1"), new Source(KEY.src()), "made", "AA==", id),
                1,
                Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
        try (LocalTables tables = LocalTables.in(folder)) {
            var streams = new DynamoDbStreamTable(tables.dynamoDb(), LocalTables.STREAMS, Duration.ofMinutes(1));
            assertThat(streams.put(left).known()).isPresent();
        }

        var options = TestOptions.in(folder, Map.of(KEY.key(), new Source(KEY.src())), Duration.ofSeconds(1));
        try (LocalEventStore local = LocalEventStore.start(options, Clock.systemUTC())) {
            FeedReader feed = new FeedReader(new ApiClient(local.uri(), List.of(KEY)), 0, "&type=stream");

            assertThat(feed.until(event -> event.id().equals("~s/order:1/1"), PATIENCE))
                    .extracting(ReadEvent::data)
                    .containsExactly(left.inLog().data());
        }
    }
}
