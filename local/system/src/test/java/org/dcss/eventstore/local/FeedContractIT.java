package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /events?after=TS}. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
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
        Set<String> sent = submit(store.first(), 25);
        List<ReadEvent> whole = store.drain(new FeedReader(client, start, ""), sent);
        ReadEvent last = whole.get(whole.size() - 1);

        assertThat(whole).extracting(ReadEvent::id).containsAll(sent).doesNotHaveDuplicates();
        for (int limit : new int[] {1, 2, 7, 1000}) {
            List<ReadEvent> paged =
                    new FeedReader(client, start, "&limit=" + limit).until(last::equals, store.patience());
            assertThat(paged).startsWith(whole.toArray(ReadEvent[]::new));
        }
    }

    @Test
    void pageHoldsNoMoreThanItsLimit() throws Exception {
        long start = store.mark();
        store.drain(new FeedReader(client, start, ""), submit(store.first(), 5));

        Answer answer = client.get("/events?after=" + start + "&limit=3");

        assertThat(ReadEvent.list(answer)).hasSize(3);
        assertThat(answer.next().orElseThrow()).contains("limit=3");
    }

    @Test
    void everyEventIsAStartOfItsOwn() throws Exception {
        long start = store.mark();
        List<ReadEvent> whole = store.drain(new FeedReader(client, start, ""), submit(store.first(), 5));

        for (int i = 0; i < whole.size(); i++) {
            List<ReadEvent> rest =
                    ReadEvent.list(client.get("/events?after=" + whole.get(i).ts()));
            // Other tests' events may follow.
            int after = whole.size() - i - 1;
            assertThat(rest).hasSizeGreaterThanOrEqualTo(after);
            assertThat(rest.subList(0, after)).isEqualTo(whole.subList(i + 1, whole.size()));
            List<ReadEvent> with = ReadEvent.list(
                    client.get("/events?limit=1&after=" + (whole.get(i).ts() - 1)));
            assertThat(with).containsExactly(whole.get(i));
        }
    }

    @Test
    void replayFromTheBeginningShowsTheFirstEventsAtOnce() throws Exception {
        store.drain(store.feedFromNow(), submit(store.first(), 1));

        Answer answer = client.get("/events?after=0&limit=1");

        assertThat(ReadEvent.list(answer)).hasSize(1);
    }

    @Test
    void emptyPageLeadsToWhereItStarted() throws Exception {
        store.drain(store.feedFromNow(), Set.of());
        long ahead = Instant.now().toEpochMilli() + 3_600_000;

        Answer answer = client.get("/events?after=" + ahead);

        assertThat(ReadEvent.list(answer)).isEmpty();
        assertThat(answer.header("link")).contains("<events?after=" + ahead + ">; rel=\"next\"");
        assertThat(answer.required("caught-up")).isEqualTo("?1");
    }

    @Test
    void caughtUpTellsWhetherThereIsMoreAtOnce() throws Exception {
        long start = store.mark();
        List<ReadEvent> whole = store.drain(new FeedReader(client, start, ""), submit(store.first(), 3));
        long last = whole.get(whole.size() - 1).ts();

        assertThat(client.get("/events?after=" + start + "&limit=1").required("caught-up"))
                .isEqualTo("?0");
        assertThat(client.get("/events?after=" + start + "&limit=1&src=nobody").required("caught-up"))
                .isIn("?0", "?1");
        Answer end = client.get("/events?after=" + (last - 1) + "&limit=1");
        assertThat(ReadEvent.list(end)).extracting(ReadEvent::ts).containsExactly(last);
    }

    @Test
    void pollThatFindsNothingNewIsNotSentAgain() throws Exception {
        long ahead = Instant.now().toEpochMilli() + 3_600_000;
        Answer first = client.get("/events?after=" + ahead);

        Answer again = client.get("/events?after=" + ahead, Map.of("If-None-Match", first.required("etag")));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("link")).isEqualTo(first.header("link"));
        assertThat(again.required("caught-up")).isEqualTo("?1");
    }

    @Test
    void linesAndCloudEventsComeByAccept() throws Exception {
        long start = store.mark();
        store.drain(new FeedReader(client, start, ""), submit(store.first(), 2));
        String feed = "/events?after=" + start + "&limit=2";
        Answer array = client.get(feed);

        Answer lines = client.get(feed, Map.of("Accept", "application/x-ndjson"));
        assertThat(lines.required("content-type")).isEqualTo("application/x-ndjson");
        assertThat("[" + lines.text().strip().replace("\n", ",") + "]").isEqualTo(array.text());
        assertThat(lines.header("link")).isEqualTo(array.header("link"));
        Answer batch = client.get(feed, Map.of("Accept", "application/cloudevents-batch+json, */*;q=0.1"));
        assertThat(batch.required("content-type")).isEqualTo("application/cloudevents-batch+json");
        assertThat(batch.json().findValuesAsText("specversion")).containsExactly("1.0", "1.0");
        assertThat(batch.required("etag")).isNotEqualTo(lines.required("etag"));
        Problems.check(client.get(feed, Map.of("Accept", "text/html")), 406, List.of("application/x-ndjson"));
    }

    @Test
    void linkHoldsForAClientThatNamesNoHost() throws Exception {
        Answer answer = client.get("/events?after=0&limit=1");

        assertThat(answer.header("link").orElseThrow()).startsWith("<events?after=");
    }

    @Test
    void feedShowsNoEventThatHasNotSettled() throws Exception {
        FeedReader feed = store.feedFromNow();
        Set<String> sent = submit(store.first(), 1);
        ReadEvent read = store.await(feed, seen -> sent.contains(seen.id()));

        assertThat(Instant.now().toEpochMilli() + 1_000)
                .as("now, with a second for clocks that differ")
                .isGreaterThan(read.ts() + store.settle().toMillis());
    }

    @Test
    void filteredFeedShowsWhatPassesAndLeadsPastTheRest() throws Exception {
        long start = store.mark();
        Set<String> mine = submit(store.first(), 3);
        Set<String> theirs = submit(store.second(), 3);
        List<ReadEvent> whole = store.drain(
                new FeedReader(client, start, ""),
                Stream.of(mine, theirs).flatMap(Set::stream).toList());
        long end = whole.get(whole.size() - 1).ts();

        FeedReader filtered =
                new FeedReader(client, start, "&src=" + store.second().src() + "&type=milestone");
        List<ReadEvent> seen = new ArrayList<>();
        while (filtered.position() < end) {
            seen.addAll(filtered.page());
        }
        assertThat(seen).extracting(ReadEvent::id).containsAll(theirs).doesNotContainAnyElementsOf(mine);

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
    void liveEdgeIsCachedForASecond() throws Exception {
        Answer answer = client.get("/events?after=" + Instant.now().toEpochMilli());

        assertThat(answer.required("cache-control")).isEqualTo("public, max-age=1");
    }

    @Test
    void feedIsCompressedForWhoAcceptsIt() throws Exception {
        List<ReadEvent> whole = store.drain(store.feedFromNow(), submit(store.first(), 20));
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
                "after=1589794414",
                "after=4102444800000",
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

    /** Their ids. */
    private Set<String> submit(SourceKey key, int count) throws Exception {
        String name = unique("feed");
        List<SampleEvent> events = IntStream.range(0, count)
                .mapToObj(i -> milestone(key.src(), name + "-" + i))
                .toList();
        Set<String> ids = client.submit(key.key(), SampleEvent.batch(events)).acknowledged();
        assertThat(ids).hasSize(count);
        return ids;
    }
}
