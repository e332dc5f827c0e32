package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.intake.queue.Quotas;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /track.gif}. */
class PixelTest {

    private static final int MAX_EVENT_BYTES = 2_048;

    private final Fixture submit = Fixture.withPixel("web", Quotas.DEFAULTS);

    private static void isTheImage(Fixture.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "image/gif")
                .containsEntry("Cache-Control", "no-store");
        byte[] image = Base64.getDecoder().decode(answer.body());
        assertThat(new String(image, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");
        assertThat(image[6] + 256 * image[7]).as("width").isEqualTo(1);
        assertThat(image[8] + 256 * image[9]).as("height").isEqualTo(1);
    }

    private Event hit(Map<String, String> query, Map<String, String> headers) throws Exception {
        isTheImage(submit.pixel(query, headers));
        assertThat(submit.queued).hasSize(1);
        assertThat(MessageCodec.decode(MessageCodec.encode(submit.queued.get(0))))
                .isEqualTo(submit.queued.get(0));
        Event event = submit.queued.get(0).event();
        byte[] asRead = EventJson.of(new StoredEvent(new Slot(1_800_000_000_000L), event));
        assertThat(asRead).hasSizeLessThanOrEqualTo(MAX_EVENT_BYTES);
        // Fails where it does not match.
        SchemaLoader.load(new JSONObject(Files.readString(Path.of("../../schemas/reserved/hit.json"))))
                .validate(new JSONObject(new String(asRead, StandardCharsets.UTF_8)));
        return event;
    }

    private static JsonNode json(Event event) throws IOException {
        return new ObjectMapper().readTree(event.data());
    }

    @Test
    void hitHoldsWhatTheRequestSaysOfItself() throws Exception {
        Map<String, String> headers = Map.of(
                "referer",
                "https://example.org/a?b=\"c\"",
                "user-agent",
                "Mozilla/5.0 (é)",
                "x-forwarded-for",
                "203.0.113.7",
                "authorization",
                "secret",
                "cookie",
                "secret");

        Event event = hit(new LinkedHashMap<>(Map.of("page", "/über uns", "\"", "")), headers);

        assertThat(event.type()).isEqualTo(new EventType("hit"));
        assertThat(event.src()).isEqualTo(new Source("web"));
        assertThat(event.at()).isEmpty();
        assertThat(json(event))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "{\"query\":{\"page\":\"/über uns\",\"\\\"\":\"\"},"
                                                + "\"referer\":\"https://example.org/a?b=\\\"c\\\"\",\"userAgent\":\"Mozilla/5.0 (é)\"}"));
        assertThat(event.data()).doesNotContain("203.0.113.7", "secret");
        assertThat(submit.log())
                .contains("\"accepted\"", "\"web\"", event.id().value())
                .doesNotContain("über", "Mozilla");
        assertThat(submit.metric("Accepted")).containsExactly(1.0);
    }

    @Test
    void emptyRequestIsAHitToo() throws Exception {
        assertThat(hit(Map.of(), Map.of()).data()).isEqualTo("{\"query\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "\u0001", "\"", "龍", "\uD83D\uDE00", "\uD800", "\uFFFF", "\uFFFE"})
    void whateverIsSentIsBoundedAndCanBeStored(String text) throws Exception {
        // No JSON from the gateway can have half a pair in a name.
        String name = text.equals("\uD800") ? "x" : text;
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            query.put(name + i, text.repeat(i * 7));
        }
        query.put(name.repeat(5_000) + "1", text.repeat(5_000));
        query.put(name.repeat(5_000) + "2", "b");

        Event event = hit(query, Map.of("referer", text.repeat(5_000), "user-agent", text.repeat(5_000)));

        assertThat(json(event).get("cut").booleanValue()).isTrue();
        assertThat(json(event).get("query").size()).isPositive();
        assertThat(event.data()).doesNotContain("\uFFFE", "\uFFFF");
    }

    @Test
    void whatIsShortenedOrLeftOutIsTold() throws Exception {
        assertThat(hit(Map.of("a", "b".repeat(257)), Map.of()).data())
                .isEqualTo("{\"query\":{\"a\":\"" + "b".repeat(256) + "…\"},\"cut\":true}");
        submit.queued.clear();
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            many.put("p" + i, "b".repeat(256));
        }

        JsonNode data = json(hit(many, Map.of()));

        assertThat(data.get("query").size()).isEqualTo(6);
        assertThat(data.get("cut").booleanValue()).isTrue();
    }

    @Test
    void namesThatAreShortenedToOneStandThereOnce() throws Exception {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("a".repeat(100) + "1", "x");
        query.put("a".repeat(100) + "2", "y");

        assertThat(hit(query, Map.of()).data())
                .isEqualTo("{\"query\":{\"" + "a".repeat(64) + "…\":\"x\"},\"cut\":true}");
    }

    @Test
    void whatIsNotQueuedIsLostAndTold() throws IOException {
        submit.taken = index -> false;

        isTheImage(submit.pixel(Map.of(), Map.of()));

        assertThat(submit.metric("NotConfirmed")).containsExactly(1.0);
        assertThat(submit.log()).contains("not-queued");
    }

    @Test
    void quotaOfItsSourceHolds() throws IOException {
        Fixture small =
                Fixture.withPixel("web", Quotas.parse("{\"default\":{\"events_per_second\":1,\"burst_seconds\":1}}"));

        isTheImage(small.pixel(Map.of(), Map.of()));
        isTheImage(small.pixel(Map.of(), Map.of()));

        assertThat(small.queued).hasSize(1);
        assertThat(small.metric("Throttled")).containsExactly(1.0);
    }

    @Test
    void failureThatNobodyPlannedForShowsTheImage() throws IOException {
        submit.taken = index -> {
            throw new IllegalStateException("a bug");
        };

        isTheImage(submit.pixel(Map.of(), Map.of()));

        assertThat(submit.log()).contains("unexpected-failure");
    }

    @Test
    void thereIsNoneUnlessASourceIsSet() throws IOException {
        Fixture without = new Fixture();

        assertThat(without.pixel(Map.of(), Map.of()).status()).isEqualTo(404);
        assertThat(without.queued).isEmpty();
    }
}
