package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.Problems;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue's port is closed for a while: nothing is acknowledged that is not kept, and all is well afterwards. */
final class QueueOutageIT {

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final List<SourceKey> KEYS = SourceKey.parse("key-of-cpo=cpo,key-of-cao=cao");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void outageIsAnsweredWith503AndEndsByItself() throws Exception {
        Map<String, Source> keys = Map.of("key-of-cpo", new Source("cpo"), "key-of-cao", new Source("cao"));
        try (LocalEventStore local = LocalEventStore.start(TestOptions.in(folder, keys, SETTLE), Clock.systemUTC())) {
            StoreUnderTest store = new StoreUnderTest(local.uri(), KEYS, SETTLE);
            ApiClient client = store.client();
            SourceKey key = store.first();
            FeedReader feed = store.feedFromNow();
            Map<String, String> acknowledged = new HashMap<>(submit(client, key, "before"));
            local.engines().sqs().shut();

            SampleEvent refused = milestone(key.src(), unique("refused"));
            for (int i = 0; i < 3; i++) {
                Answer single = client.submit(key.key(), refused.json());
                Problems.check(single, 503, List.of("again"));
                assertRetryAfter(single);
                assertThat(single.header("event-id")).isEmpty();
                Answer batch = client.submit(key.key(), SampleEvent.batch(List.of(refused, refused)));
                Problems.check(batch, 503, List.of("again"));
                assertRetryAfter(batch);
            }
            assertThat(client.get("/events?after=0").status())
                    .as("reading goes on")
                    .isEqualTo(200);
            assertThat(client.submit("nonsense", refused.json()).status())
                    .as("the key is known to be wrong all the same")
                    .isEqualTo(401);
            local.engines().sqs().open();

            acknowledged.putAll(submit(client, key, "after"));
            // What a consumer had received but not deleted when the port closed comes again after its visibility
            // timeout, and must not be stored again.
            List<ReadEvent> read = store.drain(feed, acknowledged.keySet());
            assertThat(read).extracting(ReadEvent::id).doesNotHaveDuplicates();
            assertThat(read)
                    .extracting(ReadEvent::data)
                    .containsAll(acknowledged.values())
                    .doesNotHaveDuplicates()
                    .doesNotContain(refused.data());
        }
    }

    private static void assertRetryAfter(Answer answer) {
        assertThat(Integer.parseInt(answer.required("retry-after"))).isPositive();
    }

    /** Ten single events and a batch of 20; the data of all by their ids. */
    private static Map<String, String> submit(ApiClient client, SourceKey key, String name) throws Exception {
        List<SampleEvent> events = IntStream.range(0, 30)
                .mapToObj(i -> milestone(key.src(), unique(name)))
                .toList();
        List<String> ids = new ArrayList<>();
        for (SampleEvent event : events.subList(0, 10)) {
            ids.addAll(client.submit(key.key(), event.json()).acknowledged());
        }
        ids.addAll(client.submit(key.key(), SampleEvent.batch(events.subList(10, 30)))
                .acknowledged());
        assertThat(ids).hasSameSizeAs(events).doesNotHaveDuplicates();
        return IntStream.range(0, ids.size())
                .boxed()
                .collect(Collectors.toMap(ids::get, i -> events.get(i).data()));
    }
}
