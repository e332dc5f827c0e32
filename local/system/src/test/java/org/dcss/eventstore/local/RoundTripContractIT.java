package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.dcss.eventstore.fixtures.RealLines;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.WildJson;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Events in through single and batch submits, out through the feed and the day: the same, each once, in order.
 * {@code -Ddcss.data.seed} makes others.
 */
@Order(1)
@ExtendWith(StoreExtension.class)
@ResourceLock(StoreExtension.QUIET)
@ResourceLock(StoreExtension.BUSY)
final class RoundTripContractIT {

    private static final long SEED = Long.getLong("dcss.data.seed", 1);
    private static final int SINGLES = 150;
    private static final int LARGEST_BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StoreUnderTest store;
    private final ApiClient client;
    private final SourceKey key;
    private final Random random = new Random(SEED);

    RoundTripContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
        this.key = store.first();
    }

    @Test
    void everyRealLineComesBackAsItIs() throws Exception {
        assumeTrue(RealLines.directory().isPresent(), "no real lines beside this repository: -Ddcss.data=DIR");

        roundTrip(RealLines.all().stream().map(line -> line.event(key.src())).toList());
    }

    @Test
    void nineHundredGamesOfTodayComeBackAsTheyAre() throws Exception {
        SampleGames games = new SampleGames(random);

        roundTrip(IntStream.range(0, 900)
                .mapToObj(i -> i % 7 == 0 ? games.logfile() : games.milestone())
                .map(line -> line.event(key.src()))
                .toList());
    }

    /** Every value that JSON can hold, in a member that no schema knows. */
    @Test
    void everyCharacterAndDigitComesBackAsItIs() throws Exception {
        WildJson wild = new WildJson(random);

        roundTrip(IntStream.range(0, 200)
                .mapToObj(i -> milestone().with("wild", String.join("", wild.object(random.nextInt(12), 8))))
                .toList());
    }

    @Test
    void extremeValuesComeBackAsTheyAre() throws Exception {
        roundTrip(List.of(
                milestone().with("long", "\"" + "x".repeat(60_000) + "\""),
                milestone().with("wide", "\"" + "\uD83D\uDC0D".repeat(15_000) + "\""),
                milestone().with("escaped", "\"" + "\\u00e9\\/\\b".repeat(3_000) + "\""),
                milestone().with("quotes", "\"" + "\\\"\\\\".repeat(10_000) + "\""),
                milestone().with("halves", "\"\\ud83d \\udc0d\""),
                milestone().with("controls", "\"\\u0000\\u0001\\u001f\u007f\u0080\u2028\u2029\ufeff\""),
                milestone().with("number", "1" + "0".repeat(400) + "." + "1".repeat(400) + "e-30"),
                milestone().with("numbers", "[-0,0.0,-0.00,1E400,1e-400,18446744073709551616,0.1e+1]"),
                milestone().with("deep", "[".repeat(40) + "]".repeat(40)),
                milestone().with("deeper", "{\"a\":".repeat(40) + "1" + "}".repeat(40)),
                milestone().with("", "\"an empty name\""),
                milestone().with("__proto__", "{\"constructor\":null}"),
                milestone()
                        .with(
                                "many",
                                IntStream.range(0, 5_000)
                                        .mapToObj(Integer::toString)
                                        .toList()
                                        .toString()
                                        .replace(" ", ""))));
    }

    private SampleEvent milestone() {
        return new SampleGames(random).milestone().event(key.src());
    }

    /** Some one by one, the others in batches of any size. */
    private void roundTrip(List<SampleEvent> events) throws IOException, InterruptedException {
        long start = store.mark();
        Map<String, String> dataById = new HashMap<>();
        int next = 0;
        while (next < Math.min(SINGLES, (events.size() + 1) / 2)) {
            SampleEvent event = events.get(next++);
            Answer answer = client.submit(key.key(), event.json());
            assertThat(answer.status()).as(answer + " to " + event).isEqualTo(204);
            dataById.put(answer.required("event-id"), event.data());
        }
        while (next < events.size()) {
            int size = Math.min(1 + random.nextInt(LARGEST_BATCH), events.size() - next);
            List<SampleEvent> batch = events.subList(next, next + size);
            Answer answer = client.submit(key.key(), SampleEvent.batch(batch));
            List<String> ids = answer.json().path("results").findValuesAsText("id");
            assertThat(ids).as(answer.toString()).hasSize(size);
            for (int i = 0; i < size; i++) {
                dataById.put(ids.get(i), batch.get(i).data());
            }
            next += size;
        }
        assertThat(dataById).as("ids").hasSameSizeAs(events);

        List<ReadEvent> feed = read(start, dataById.keySet());
        assertThat(feed).extracting(ReadEvent::ts).isSorted().doesNotHaveDuplicates();
        assertThat(feed).extracting(ReadEvent::id).doesNotHaveDuplicates();
        assertThat(feed)
                .hasSameSizeAs(events)
                .allSatisfy(event -> assertThat(event.data()).isEqualTo(dataById.get(event.id())));
        assertThat(days(feed)).containsAll(feed);
    }

    /** The events of these ids, once all of them have appeared. */
    private List<ReadEvent> read(long start, Set<String> ids) throws IOException, InterruptedException {
        List<ReadEvent> seen = new FeedReader(client, start, "").untilAll(ids, PATIENCE);
        return seen.stream().filter(event -> ids.contains(event.id())).toList();
    }

    private List<ReadEvent> days(List<ReadEvent> feed) throws IOException, InterruptedException {
        List<ReadEvent> all = new ArrayList<>();
        for (long day : feed.stream().map(ReadEvent::tsDay).distinct().toList()) {
            all.addAll(store.day("/events?ts_day=" + day, Map.of("Accept-Encoding", "gzip")));
        }
        assertThat(all).extracting(ReadEvent::ts).isSorted().doesNotHaveDuplicates();
        return all;
    }
}
