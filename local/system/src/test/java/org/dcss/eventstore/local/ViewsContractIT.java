package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is computed from the log: counts, sources, players and the servers' files again. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class ViewsContractIT {

    private final StoreUnderTest store;
    private final ApiClient client;

    ViewsContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    @Test
    void linesAreAFileAgain() throws Exception {
        String file = unique("0.34/milestones");
        String src = store.first().src();
        List<String> events = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            events.add(milestone(src, name).json().replace("\"src\"", "\"file\":\"" + file + "\",\"src\""));
        }
        long last = stored(events);

        Answer whole = through("/xlog/" + src + "/" + file, last);

        assertThat(whole.text().lines()).containsExactlyInAnyOrder(line("one"), line("two"), line("three"));
        byte[] bytes = whole.body();
        Answer rest = client.get("/xlog/" + src + "/" + file, Map.of("Range", "bytes=10-", "If-Range", tag(whole)));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, bytes.length));
        assertThat(rest.required("content-range")).isEqualTo("bytes 10-" + (bytes.length - 1) + "/" + bytes.length);
        Answer none = client.get("/xlog/" + src + "/" + file, Map.of("Range", "bytes=" + bytes.length + "-"));
        assertThat(none.status()).isEqualTo(416);
        assertThat(none.body()).isEmpty();
        assertThat(none.required("content-range")).isEqualTo("bytes */" + bytes.length);
        assertThat(client.get("/xlog/" + src + "/" + file, Map.of("If-None-Match", tag(whole)))
                        .status())
                .isEqualTo(304);
        assertThat(client.get("/xlog/" + src + "/").text())
                .contains("\"file\":\"" + file + "\",\"length\":" + bytes.length + ",\"generation\":1,");
    }

    @Test
    void aPlayersEventsAreAFeedOfTheirOwn() throws Exception {
        String name = unique("Player");
        String src = store.first().src();
        List<String> events = List.of(
                milestone(src, name).json().replace("20260103093334S", "20260203093334S"),
                milestone(src, name.toUpperCase(Locale.ROOT)).json(),
                milestone(src, unique("another")).json(),
                milestone(src, name).json().replace("20260103093334S", "20260303093334S"));
        long last = stored(events);

        Answer feed = through("/events?after=0&entity=" + name.toLowerCase(Locale.ROOT), last);

        List<ReadEvent> all = ReadEvent.list(feed);
        assertThat(all).hasSize(3).isSortedAccordingTo((one, other) -> Long.compare(one.ts(), other.ts()));
        assertThat(ReadEvent.list(client.get(feed.next().orElseThrow()))).isEmpty();
        Answer end = client.get("/events?last=2&entity=" + name);
        assertThat(ReadEvent.list(end)).isEqualTo(all.subList(1, 3));
        assertThat(store.day("/events?ts_day=" + all.get(2).tsDay() + "&entity=" + name, Map.of()))
                .isNotEmpty()
                .isSubsetOf(all);
        assertThat(ReadEvent.list(client.get("/events?order=at&entity=" + name)))
                .containsExactlyInAnyOrderElementsOf(all)
                .extracting(event -> event.at().orElseThrow())
                .isSorted();
    }

    @Test
    void theEndOfTheLogLeadsOn() throws Exception {
        long last = stored(List.of(milestone(store.first().src(), unique("end")).json()));

        Answer end = client.get("/events?last=3");

        List<ReadEvent> events = ReadEvent.list(end);
        assertThat(events).hasSize(3).isSortedAccordingTo((one, other) -> Long.compare(one.ts(), other.ts()));
        assertThat(events.get(2).ts()).isGreaterThanOrEqualTo(last);
        assertThat(ReadEvent.list(client.get(end.next().orElseThrow())))
                .allSatisfy(event ->
                        assertThat(event.ts()).isGreaterThan(events.get(2).ts()));
    }

    /** The same as counting the events up to the slot that the answer names. */
    @Test
    void countsAreThoseOfTheLog() throws Exception {
        long last = stored(
                List.of(milestone(store.second().src(), unique("counted")).json()));
        long day = client.get("/events/" + last).json().path("ts_day").asLong();

        Answer answer = through("/counts?from=" + day + "&to=" + day, last);

        long complete = Long.parseLong(answer.required("complete-through"));
        Map<String, Long> counted = new TreeMap<>();
        for (JsonNode source : answer.json().path("days").path(0).path("sources")) {
            source.path("types")
                    .properties()
                    .forEach(type -> counted.put(
                            source.path("src").asText() + " " + type.getKey(),
                            type.getValue().asLong()));
        }
        Map<String, Long> right = new TreeMap<>();
        store.day("/events?ts_day=" + day, Map.of()).stream()
                .filter(event -> event.ts() <= complete)
                .forEach(event -> right.merge(event.src() + " " + event.type(), 1L, Long::sum));
        assertThat(counted).isEqualTo(right);
    }

    @Test
    void sourcesAreListedWithWhatTheySent() throws Exception {
        String src = store.second().src();
        String file = unique("milestones");
        long last = stored(List.of(
                milestone(src, unique("source")).json().replace("\"src\"", "\"file\":\"" + file + "\",\"src\"")));
        through("/xlog/" + src + "/" + file, last);

        Answer answer = through("/sources", last);

        JsonNode listed = answer.json()
                .path("sources")
                .valueStream()
                .filter(source -> source.path("src").asText().equals(src))
                .findFirst()
                .orElseThrow();
        assertThat(listed.path("last").asLong()).isGreaterThanOrEqualTo(last);
        assertThat(listed.path("quiet").asBoolean()).isFalse();
        assertThat(listed.path("types").valueStream().map(JsonNode::asText)).contains("milestone");
        assertThat(listed.path("files").valueStream().map(JsonNode::asText)).contains(file);
    }

    /** Submits events, and waits until all of them are in the feed; returns the last one's slot. */
    private long stored(List<String> events) throws IOException, InterruptedException {
        long start = store.mark();
        Set<String> ids = client.submit(
                        events.get(0).contains("\"src\":\"" + store.second().src() + "\"")
                                ? store.second().key()
                                : store.first().key(),
                        "[" + String.join(",", events) + "]")
                .acknowledged();
        assertThat(ids).hasSameSizeAs(events);
        return store.drain(new FeedReader(client, start, ""), ids).stream()
                .filter(event -> ids.contains(event.id()))
                .mapToLong(ReadEvent::ts)
                .max()
                .orElseThrow();
    }

    /** Asks until the answer is complete through a slot. */
    private Answer through(String path, long slot) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(store.patience());
        Answer answer = client.get(path);
        while (!isThrough(answer, slot)) {
            assertThat(Instant.now()).as("%s: %s", path, answer).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(500);
            answer = client.get(path);
        }
        return answer;
    }

    private static boolean isThrough(Answer answer, long slot) {
        Optional<String> complete = answer.header("complete-through");
        return answer.status() == 200
                && complete.filter(through -> Long.parseLong(through) >= slot).isPresent();
    }

    private static String tag(Answer answer) {
        return answer.required("etag");
    }

    private static String line(String name) {
        return "v=0.34.0:name=" + name + ":race=Deep Elf:cls=Enchanter:char=DEEn:xl=8:place=D::5:start=20260103091409S"
                + ":time=20260103093334S:type=uniq:milestone=killed Blork the orc.";
    }
}
