package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.Problems;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /events?after=TS}. */
@ExtendWith(StoreExtension.class)
final class FeedContractIT {

    private final StoreUnderTest store;
    private final ApiClient client;

    FeedContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    @Test
    void followedLinksShowEveryEventOnceWhateverThePageSize() throws Exception {
        long start = store.mark();
        List<SampleEvent> sent = submit(store.first(), 25);
        List<ReadEvent> whole = store.drain(new FeedReader(client, start, ""));
        String last = whole.get(whole.size() - 1).data();

        assertThat(whole)
                .extracting(ReadEvent::data)
                .containsAll(sent.stream().map(SampleEvent::data).toList());
        for (int limit : new int[] {1, 2, 7, 1000}) {
            List<ReadEvent> paged = new FeedReader(client, start, "&limit=" + limit)
                    .until(event -> event.data().equals(last), store.patience());
            assertThat(paged).isEqualTo(whole);
        }
    }

    @Test
    void pageHoldsNoMoreThanItsLimit() throws Exception {
        long start = store.mark();
        submit(store.first(), 5);
        store.drain(new FeedReader(client, start, ""));

        Answer answer = client.get("/events?after=" + start + "&limit=3");

        assertThat(ReadEvent.list(answer)).hasSize(3);
        assertThat(answer.next().orElseThrow()).contains("limit=3");
    }

    @Test
    void everyEventIsAStartOfItsOwn() throws Exception {
        long start = store.mark();
        submit(store.first(), 5);
        List<ReadEvent> whole = store.drain(new FeedReader(client, start, ""));

        for (int i = 0; i < whole.size(); i++) {
            List<ReadEvent> rest =
                    ReadEvent.list(client.get("/events?after=" + whole.get(i).ts()));
            assertThat(rest).startsWith(whole.subList(i + 1, whole.size()).toArray(new ReadEvent[0]));
            List<ReadEvent> with = ReadEvent.list(
                    client.get("/events?limit=1&after=" + (whole.get(i).ts() - 1)));
            assertThat(with).containsExactly(whole.get(i));
        }
    }

    @Test
    void replayFromTheBeginningShowsTheFirstEventsAtOnce() throws Exception {
        submit(store.first(), 1);
        store.drain(store.feedFromNow());

        Answer answer = client.get("/events?after=0&limit=1");

        assertThat(ReadEvent.list(answer)).hasSize(1);
    }

    @Test
    void emptyPageLeadsOnAndNeverBack() throws Exception {
        store.drain(store.feedFromNow());
        long ahead = Instant.now().toEpochMilli() + 3_600_000;

        Answer answer = client.get("/events?after=" + ahead);

        assertThat(ReadEvent.list(answer)).isEmpty();
        assertThat(answer.next().orElseThrow()).contains("after=" + ahead);
    }

    @Test
    void feedShowsNoEventThatHasNotSettled() throws Exception {
        FeedReader feed = store.feedFromNow();
        SampleEvent event = submit(store.first(), 1).get(0);
        ReadEvent read = store.await(feed, seen -> seen.data().equals(event.data()));

        assertThat(Instant.now().toEpochMilli() + 1_000)
                .as("now, with a second for clocks that differ")
                .isGreaterThan(read.ts() + store.settle().toMillis());
    }

    @Test
    void filteredFeedShowsWhatPassesAndLeadsPastTheRest() throws Exception {
        long start = store.mark();
        List<SampleEvent> mine = submit(store.first(), 3);
        List<SampleEvent> theirs = submit(store.second(), 3);
        List<ReadEvent> whole = store.drain(new FeedReader(client, start, ""));
        long end = whole.get(whole.size() - 1).ts();

        FeedReader filtered =
                new FeedReader(client, start, "&src=" + store.second().src() + "&type=milestone");
        List<ReadEvent> seen = new ArrayList<>();
        while (filtered.position() < end) {
            seen.addAll(filtered.page());
        }
        List<String> data = seen.stream().map(ReadEvent::data).toList();
        assertThat(data).containsAll(theirs.stream().map(SampleEvent::data).toList());
        assertThat(data)
                .doesNotContainAnyElementsOf(
                        mine.stream().map(SampleEvent::data).toList());

        FeedReader none = new FeedReader(
                client, start, "&type=logfile&src=" + store.second().src());
        while (none.position() < end) {
            assertThat(none.page()).isEmpty();
        }
    }

    @Test
    void nextLinkKeepsTheFilterAndIsTheSameHost() throws Exception {
        Answer answer =
                client.get("/events?after=0&limit=2&src=" + store.first().src() + "&type=milestone");
        String next = answer.next().orElseThrow();

        assertThat(next).contains("src=" + store.first().src(), "type=milestone", "limit=2");
        assertThat(store.uri().resolve(next).getPath()).endsWith("/events");
        assertThat(client.get(next).status()).isEqualTo(200);
    }

    @Test
    void liveEdgeIsNotToBeCached() throws Exception {
        Answer answer = client.get("/events?after=" + Instant.now().toEpochMilli());

        assertThat(answer.required("cache-control")).contains("no-cache");
    }

    @Test
    void feedIsCompressedForWhoAcceptsIt() throws Exception {
        submit(store.first(), 20);
        List<ReadEvent> whole = store.drain(store.feedFromNow());
        String path = "/events?limit=20&after=" + (whole.get(0).ts() - 1);

        Answer zipped = client.get(path, Map.of("Accept-Encoding", "gzip, deflate"));

        assertThat(zipped.required("content-encoding")).isEqualTo("gzip");
        assertThat(ReadEvent.list(zipped)).isEqualTo(ReadEvent.list(client.get(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=",
                "after=-1",
                "after=now",
                "after=1.5",
                "after=99999999999999999999",
                "after=1&after=2",
                "after=2026-01-01T00:00:00Z"
            })
    void startThatIsNoneIsRefused(String query) throws Exception {
        Problems.check(client.get("/events?" + query), 400, List.of("after"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "1.5", "99999999999999999999", "1000000"})
    void limitThatIsNoneIsRefused(String limit) throws Exception {
        Problems.check(client.get("/events?after=0&limit=" + limit), 400, List.of("limit"));
    }

    private List<SampleEvent> submit(SourceKey key, int count) throws Exception {
        String name = unique("feed");
        List<SampleEvent> events = IntStream.range(0, count)
                .mapToObj(i -> milestone(key.src(), name + "-" + i))
                .toList();
        assertThat(client.submit(key.key(), SampleEvent.batch(events)).status()).isEqualTo(200);
        return events;
    }
}
