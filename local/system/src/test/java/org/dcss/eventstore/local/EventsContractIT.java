package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.Problems;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /events?ts_day=N} and {@code GET /events/{ts}}. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class EventsContractIT {

    private static final long DAY = 86_400_000;
    private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

    private final StoreUnderTest store;
    private final ApiClient client;

    EventsContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    @Test
    void dayHoldsItsEventsInOrder() throws Exception {
        ReadEvent event = stored(store.first());

        List<ReadEvent> day = store.day("/events?ts_day=" + event.tsDay(), GZIP);

        assertThat(day).contains(event);
        assertThat(day).extracting(ReadEvent::tsDay).containsOnly(event.tsDay());
        assertThat(day).extracting(ReadEvent::ts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void dayIsTheSameCompressedOrNot() throws Exception {
        ReadEvent event = stored(store.first());
        String path = "/events?ts_day=" + event.tsDay();

        Answer zipped = client.get(path, GZIP);
        Answer plain = client.get(path);

        assertThat(zipped.required("content-encoding")).isEqualTo("gzip");
        assertThat(zipped.required("vary")).containsIgnoringCase("accept-encoding");
        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(plain.required("content-type")).startsWith("application/json");
        List<ReadEvent> settled = through(event, store.day(path, GZIP));
        assertThat(settled).endsWith(event);
        assertThat(through(event, store.day(path, Map.of()))).isEqualTo(settled);
        assertThat(through(event, store.day(path, GZIP))).isEqualTo(settled);
    }

    /** What has settled with the event: behind it others may still come in between, and before it none. */
    private static List<ReadEvent> through(ReadEvent event, List<ReadEvent> day) {
        return day.stream().filter(each -> each.ts() <= event.ts()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "br", "*;q=0", "deflate, br"})
    void whoDoesNotAcceptGzipGetsNone(String accepted) throws Exception {
        stored(store.first());
        Answer answer = client.get("/events?ts_day=" + today(), Map.of("Accept-Encoding", accepted));

        assertThat(answer.header("content-encoding")).isEmpty();
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void daysEventsAreFilteredBySourceAndType() throws Exception {
        ReadEvent mine = stored(store.first());
        ReadEvent theirs = stored(store.second());
        String path = "/events?ts_day=" + mine.tsDay();

        assertThat(store.day(path + "&src=" + theirs.src(), GZIP))
                .contains(theirs)
                .doesNotContain(mine);
        assertThat(store.day(path + "&type=milestone&src=" + mine.src(), GZIP))
                .contains(mine)
                .doesNotContain(theirs);
        assertThat(store.day(path + "&type=logfile", GZIP)).doesNotContain(mine, theirs);
        assertThat(store.day(path + "&src=nobody", GZIP)).isEmpty();
    }

    @Test
    void todayIsCachedForASecond() throws Exception {
        Answer answer = client.get("/events?ts_day=" + today());

        assertThat(answer.required("cache-control")).isEqualTo("public, max-age=1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, DAY, 1_215_993_600_000L})
    void dayLongPastMayBeKeptForADay(long day) throws Exception {
        Answer answer = client.get("/events?ts_day=" + day);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(ReadEvent.list(answer)).isEmpty();
        assertThat(answer.required("cache-control")).isEqualTo("public, max-age=86400");
        assertThat(answer.required("etag")).matches("(W/)?\"[^\"]+\"");
    }

    @Test
    void closedDayIsNotSentAgainToWhoHasIt() throws Exception {
        String path = "/events?ts_day=" + DAY;
        Answer first = client.get(path);
        String tag = first.required("etag");

        for (String known : List.of(tag, "\"other\", " + tag, "*")) {
            Answer again = client.get(path, Map.of("If-None-Match", known));
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.required("etag")).isEqualTo(tag);
            assertThat(again.required("cache-control")).isEqualTo(first.required("cache-control"));
        }
        Answer other = client.get(path, Map.of("If-None-Match", "\"other\""));
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void dayAheadIsEmptyAndCachedForASecond() throws Exception {
        Answer answer = client.get("/events?ts_day=" + (today() + 7 * DAY));

        assertThat(ReadEvent.list(answer)).isEmpty();
        assertThat(answer.required("cache-control")).isEqualTo("public, max-age=1");
    }

    @ParameterizedTest
    @CsvSource({
        "1215993600001,1215993600000",
        "1216079999999,1216080000000",
        "86399999,86400000",
        "1,0",
    })
    void valueThatIsNoStartOfADayIsRefusedWithTheNearest(String value, String nearest) throws Exception {
        Problems.check(client.get("/events?ts_day=" + value), 400, List.of("ts_day", nearest));
    }

    @Test
    void valueInSecondsIsRecognised() throws Exception {
        Problems.check(client.get("/events?ts_day=1215993600"), 400, List.of("ts_day", "second", "1215993600000"));
    }

    /** Each 1,000th day's start in seconds is the start of another day, of 1970, in milliseconds. */
    @ParameterizedTest
    @CsvSource({"1555200000,1555200000000", "1641600000,1641600000000", "1728000000,1728000000000"})
    void valueInSecondsThatIsAlsoADayIsRecognised(String value, String meant) throws Exception {
        Problems.check(client.get("/events?ts_day=" + value), 400, List.of("ts_day", "second", meant));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /events                                  | ts_day
                    /events?                                 | ts_day
                    /events?src=cpo                          | ts_day
                    /events?ts_day=                          | ts_day
                    /events?ts_day=today                     | today
                    /events?ts_day=-86400000                 | millisecond
                    /events?ts_day=2026-02-03                | 2026-02-03
                    /events?ts_day=0x0                       | ts_day
                    /events?ts_day=1e3                       | ts_day
                    /events?ts_day=%20                       | ts_day
                    /events?ts_day=99999999999999999999999   | ts_day
                    /events?ts_day=9223372036854775807       | ts_day
                    /events?ts_day=0&ts_day=86400000         | once
                    /events?ts_day=%27%20OR%201=1--          | ts_day
                    /events?ts_day=0&limit=10                | limit
                    /events?ts_day=0&after=x                 | after
                    /events?tsday=0                          | tsday
                    /events?ts_day=0&before=9                | before
                    """)
    void queryThatIsNoneIsRefused(String path, String named) throws Exception {
        Problems.check(client.get(path), 400, List.of(named));
    }

    @ParameterizedTest
    @CsvSource({
        "&src=CPO,src",
        "&src=,src",
        "&src=a.b,src",
        "&type=Mile%20stone,type",
        "&type=,type",
        "&src=cpo&src=CAO,src"
    })
    void filterThatIsNoneIsRefused(String filter, String name) throws Exception {
        Problems.check(client.get("/events?ts_day=0" + filter), 400, List.of(name));
        Problems.check(client.get("/events?after=0" + filter), 400, List.of(name));
    }

    @Test
    void eventIsReadByItsTimestamp() throws Exception {
        SampleEvent sent = milestone(store.first().src(), unique("single"));
        ReadEvent event = store(store.first(), sent);

        Answer answer = client.get("/events/" + event.ts());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.required("content-type")).startsWith("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"ts_day\":" + event.tsDay() + ",\"ts\":" + event.ts() + ",\"id\":\"" + event.id()
                        + "\",\"type\":\"milestone\",\"src\":\"" + event.src() + "\",\"accepted\":"
                        + event.accepted() + ",\"at\":1770111214000,\"data\":" + sent.data() + "}");
        assertThat(answer.required("cache-control")).isEqualTo("public, max-age=86400");
        Answer again = client.get("/events/" + event.ts(), Map.of("If-None-Match", answer.required("etag")));
        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_215_993_600_000L, 9_999_999_999_999L})
    void timestampWithoutEventIsNotFound(long ts) throws Exception {
        Problems.check(client.get("/events/" + ts), 404, List.of(Long.toString(ts)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "1e3", "99999999999999999999999", "%20", "0x10", "null"})
    void timestampThatIsNoneIsRefused(String ts) throws Exception {
        Answer answer = client.get("/events/" + ts);

        assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
        Problems.check(answer, answer.status(), List.of());
    }

    private ReadEvent stored(SourceKey key) throws IOException, InterruptedException {
        return store(key, milestone(key.src(), unique("events")));
    }

    private ReadEvent store(SourceKey key, SampleEvent event) throws IOException, InterruptedException {
        assertThat(client.submit(key.key(), event.json()).status()).isEqualTo(204);
        return store.await(read -> read.data().equals(event.data()));
    }

    private static long today() {
        long now = Instant.now().toEpochMilli();
        return now - now % DAY;
    }
}
