package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /submit} with an array of events. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class BatchContractIT {

    private final StoreUnderTest store;
    private final ApiClient client;
    private final SourceKey key;
    private final FeedReader feed;

    BatchContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
        this.key = store.first();
        this.feed = store.feedFromNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500})
    void everyEventOfABatchIsAcceptedUnderTheIdInItsPlace(int size) throws Exception {
        List<SampleEvent> events = events(size);
        Answer answer = client.submit(key.key(), SampleEvent.batch(events));

        List<String> ids = accepted(answer);
        assertThat(ids).hasSize(size).doesNotHaveDuplicates();
        List<ReadEvent> read = store.drain(feed, ids).stream()
                .filter(event -> ids.contains(event.id()))
                .toList();
        assertThat(read)
                .extracting(ReadEvent::id, ReadEvent::data)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size)
                        .mapToObj(i -> tuple(ids.get(i), events.get(i).data()))
                        .toList());
    }

    @Test
    void badEventsAreRejectedInTheirPlaceAndBlockNoOther() throws Exception {
        String id = unique("mine");
        SampleEvent good = milestone(key.src(), unique("good"));
        String otherSource = milestone(store.second().src(), unique("other")).json();
        String large = good.with("note", "\"" + "x".repeat(70_000) + "\"").json();
        String body = "["
                + String.join(
                        ",",
                        good.json(),
                        "42",
                        "{\"type\":\"nonsense\",\"src\":\"" + key.src() + "\",\"data\":{}}",
                        otherSource,
                        good.json(id),
                        good.json().replace("\"time\":\"2026", "\"time\":\"yesterday 2026"),
                        large,
                        good.json("no spaces please"),
                        good.json())
                + "]";
        Answer answer = client.submit(key.key(), body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode results = answer.json().path("results");
        assertThat(results.findValuesAsText("status").stream().filter(s -> !s.matches("\\d+")))
                .containsExactly(
                        "accepted",
                        "rejected",
                        "rejected",
                        "rejected",
                        "accepted",
                        "rejected",
                        "rejected",
                        "rejected",
                        "accepted");
        Problems.check(results.get(1).path("problem"), 400, List.of("object"));
        Problems.check(results.get(2).path("problem"), 400, List.of("nonsense", "milestone", "logfile"));
        Problems.check(results.get(3).path("problem"), 403, List.of("src", key.src()));
        assertThat(results.get(4).path("id").asText()).isEqualTo(id);
        Problems.check(results.get(5).path("problem"), 400, List.of("/data/time"));
        Problems.check(results.get(6).path("problem"), 413, List.of("65536"));
        Problems.check(results.get(7).path("problem"), 400, List.of("/id"));
        List<String> stored = store.drain(feed, answer.acknowledged()).stream()
                .map(ReadEvent::data)
                .filter(good.data()::equals)
                .toList();
        assertThat(stored).hasSize(3);
    }

    @Test
    void aBatchOfBadEventsIsAnsweredLikeAnyOther() throws Exception {
        Answer answer = client.submit(key.key(), "[{},null,[]]");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("results")).hasSize(3).allSatisfy(result -> {
            assertThat(result.path("status").asText()).isEqualTo("rejected");
            Problems.check(result.path("problem"), 400, List.of());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\"%s\""})
    void idempotencyKeyNamesEachEventByItsPlace(String form) throws Exception {
        String base = unique("batch");
        List<SampleEvent> events = events(3);
        Map<String, String> header = Map.of("Idempotency-Key", form.formatted(base));
        String body = "[" + events.get(0).json() + "," + events.get(1).json(base + "-own") + ","
                + events.get(2).json() + "]";
        List<String> ids = accepted(client.submit(key.key(), body, header));
        List<String> again = accepted(client.submit(key.key(), body, header));

        assertThat(ids).containsExactly(base + "/0", base + "-own", base + "/2").isEqualTo(again);
        List<ReadEvent> read = store.drain(feed, ids).stream()
                .filter(event -> event.id().startsWith(base))
                .toList();
        assertThat(read).extracting(ReadEvent::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void sameIdTwiceInABatchStoresOnce() throws Exception {
        String id = unique("twice");
        SampleEvent event = milestone(key.src(), id);
        List<String> ids = accepted(
                client.submit(key.key(), "[" + event.json(id) + "," + event.json(id) + "," + event.json(id) + "]"));

        assertThat(ids).containsOnly(id).hasSize(3);
        assertThat(store.drain(feed, ids).stream().filter(read -> read.id().equals(id)))
                .hasSize(1);
    }

    @Test
    void linesAreTakenAndADamagedOneSpoilsOnlyItself() throws Exception {
        List<SampleEvent> events = events(3);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write((events.get(0).json() + "\n{\"x\":\"").getBytes(StandardCharsets.UTF_8));
        lines.write(0xE4);
        lines.write(("\"}\n" + events.get(1).json() + "\r\n\n{\"x\"\n"
                        + events.get(2).json() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        Answer answer = client.post(
                lines.toByteArray(), Map.of("Authorization", key.key(), "Content-Type", "application/x-ndjson"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("results"))
                .extracting(result -> result.path("status").asText())
                .containsExactly("accepted", "rejected", "accepted", "rejected", "accepted");
        Problems.check(answer.json().at("/results/1/problem"), 400, List.of("UTF-8", "byte"));
        Problems.check(answer.json().at("/results/3/problem"), 400, List.of("early end"));
        assertThat(store.drain(feed, answer.acknowledged()))
                .extracting(ReadEvent::data)
                .containsAll(events.stream().map(SampleEvent::data).toList());
    }

    @Test
    void whateverIsWrongInsideAnEventBlocksNoOther() throws Exception {
        List<SampleEvent> events = events(2);
        Answer answer = client.submit(
                key.key(),
                "[" + events.get(0).json() + ",{\"\\ud800\":1},{\"x\":\"\\q\"},{\"" + "n".repeat(2_000) + "\":1},"
                        + events.get(1).json() + "]");

        assertThat(answer.json().path("results"))
                .extracting(result -> result.path("status").asText())
                .containsExactly("accepted", "rejected", "rejected", "rejected", "accepted");
    }

    @Test
    void anIdWithOtherContentIsRejected() throws Exception {
        String id = unique("content");
        SampleEvent event = milestone(key.src(), id);
        Answer answer = client.submit(
                key.key(), "[" + event.json(id) + "," + event.with("x", "1").json(id) + "]");

        assertThat(answer.json().path("results"))
                .extracting(result -> result.path("status").asText())
                .containsExactly("accepted", "rejected");
        Problems.check(answer.json().at("/results/1/problem"), 400, List.of("/id"));
    }

    private List<SampleEvent> events(int size) {
        String name = unique("batch");
        return IntStream.range(0, size)
                .mapToObj(i -> milestone(key.src(), name + "-" + i))
                .toList();
    }

    private static List<String> accepted(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode results = answer.json().path("results");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.path("status").asText())
                        .as(result.toString())
                        .isEqualTo("accepted"));
        return results.findValuesAsText("id");
    }
}
