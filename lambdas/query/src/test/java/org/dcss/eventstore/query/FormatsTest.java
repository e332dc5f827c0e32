package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.query.answer.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get that ask for lines or for CloudEvents. */
final class FormatsTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String ONE = "application/cloudevents+json";
    private static final Day DAY = Samples.DAY;
    private static final String WHOLE_DAY = "/events?ts_day=" + DAY.startMillis();
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final MemoryEventTable table = new MemoryEventTable(100);
    private final TestClock clock = new TestClock(DAY.next().first().start().plus(Duration.ofHours(2)));
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final Client client = new Client(new QueryHandler(new QueryHandler.Parts(
            table,
            Optional.empty(),
            new Settling(SETTLE),
            new Caching(Optional.empty()),
            readers,
            new Platform(clock, new Log("test", Log.Level.INFO, clock, System.out), measurements -> {}))));

    @BeforeEach
    void store() {
        table.open(DAY);
        for (int i = 0; i < 3; i++) {
            table.put(Samples.slot(i), Samples.event("cpo", "milestone", "e" + i, "{\"n\":" + i + ".0}"));
        }
    }

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    private Client taking(String format) {
        return client.with("accept", format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events?ts_day=1589760000000", "/events?after=0&limit=3", "/events?last=3"})
    void linesAndCloudEventsHoldWhatTheArrayHolds(String address) throws IOException {
        Reply array = client.get(address);
        List<String> each = List.of(
                client.get("/events/" + Samples.slot(0).millis()).text(),
                client.get("/events/" + Samples.slot(1).millis()).text(),
                client.get("/events/" + Samples.slot(2).millis()).text());

        assertThat(array.text()).isEqualTo("[" + String.join(",", each) + "]");
        for (Client plainOrNot : List.of(taking(NDJSON), taking(NDJSON).withGzip())) {
            Reply lines = plainOrNot.get(address);
            assertThat(lines.header("Content-Type")).isEqualTo(NDJSON);
            assertThat(lines.text()).isEqualTo(String.join("\n", each) + "\n");
            assertThat(lines.header("Link")).isEqualTo(array.header("Link"));
        }
        Reply batch = taking(BATCH).withGzip().get(address);
        assertThat(batch.header("Content-Type")).isEqualTo(BATCH);
        assertThat(cloudEvents(batch)).extracting(CloudEvent::getId).containsExactly("e0", "e1", "e2");
        assertThat(batch.text()).contains("\"data\":{\"n\":0.0}}").contains("\"data\":{\"n\":2.0}}");
        assertThat(batch.header("Link")).isEqualTo(array.header("Link"));
    }

    @Test
    void emptyPageIsAnEmptyArrayOrNoLine() throws IOException {
        String address = "/events?after=" + Samples.slot(2).millis();

        assertThat(taking(NDJSON).get(address).bytes()).isZero();
        assertThat(taking(NDJSON).get(address).status()).isEqualTo(200);
        assertThat(taking(NDJSON).withGzip().get(address).text()).isEmpty();
        assertThat(cloudEvents(taking(BATCH).get(address))).isEmpty();
    }

    @Test
    void singleEventIsACloudEventInStructuredMode() {
        Reply reply = taking(ONE).get("/events/" + Samples.slot(1).millis());

        assertThat(reply.header("Content-Type")).isEqualTo(ONE);
        CloudEvent event = new JsonFormat().deserialize(reply.text().getBytes(StandardCharsets.UTF_8));
        assertThat(event.getId()).isEqualTo("e1");
        assertThat(event.getExtension("ts"))
                .isEqualTo(Long.toString(Samples.slot(1).millis()));
    }

    @Test
    void eachFormHasATagOfItsOwnAndIsKnownByNoOther() {
        for (String address : List.of(
                WHOLE_DAY, "/events?after=0", "/events?after=" + Samples.slot(2).millis())) {
            isToldApart(
                    address,
                    List.of(client, taking(NDJSON), taking(BATCH)).stream()
                            .flatMap(one -> List.of(one, one.withGzip()).stream())
                            .toList());
        }
        isToldApart(
                "/events/" + Samples.slot(1).millis(),
                List.of(client, client.withGzip(), taking(ONE), taking(ONE).withGzip()));
    }

    private static void isToldApart(String address, List<Client> clients) {
        Set<String> tags = new HashSet<>();
        for (Client one : clients) {
            Reply reply = one.get(address);
            String tag = reply.header("ETag");
            assertThat(one.with("if-none-match", String.join(",", tags))
                            .get(address)
                            .status())
                    .isEqualTo(200);
            tags.add(tag);
            Reply again = one.with("if-none-match", tag).get(address);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("Vary"))
                    .isEqualTo("Accept, Accept-Encoding")
                    .isEqualTo(reply.header("Vary"));
        }
        assertThat(tags).hasSameSizeAs(clients);
    }

    @ParameterizedTest
    @ValueSource(strings = {NDJSON, BATCH})
    void headTellsOfEachForm(String format) {
        for (String address :
                List.of(WHOLE_DAY, "/events?after=" + Samples.slot(2).millis())) {
            for (Client one : List.of(taking(format), taking(format).withGzip())) {
                Reply get = one.get(address);
                Reply head = one.head(address);
                Map<String, String> expected = new HashMap<>(get.headers());
                expected.put("Content-Length", Integer.toString(get.bytes()));
                assertThat(head.headers()).isEqualTo(expected);
                assertThat(head.bytes()).isZero();
            }
        }
    }

    @Test
    void whoTakesNoneOfTheFormsIsToldThem() {
        Reply many = taking("text/html").get(WHOLE_DAY);

        assertThat(many.status()).isEqualTo(406);
        assertThat(many.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(many.header("Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(many.json().path("type").asText()).isEqualTo("urn:dcss:problem:not-acceptable");
        assertThat(many.detail()).contains("application/json, " + NDJSON + ", " + BATCH);
        Reply one = taking(NDJSON).get("/events/" + Samples.slot(0).millis());
        assertThat(one.status()).isEqualTo(406);
        assertThat(one.detail()).contains("application/json, " + ONE);
    }

    private static List<CloudEvent> cloudEvents(Reply reply) throws IOException {
        return new ObjectMapper()
                .registerModule(JsonFormat.getCloudEventJacksonModule())
                .readValue(reply.text(), new TypeReference<List<CloudEvent>>() {});
    }
}
