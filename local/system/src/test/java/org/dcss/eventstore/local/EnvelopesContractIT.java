package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Events in other systems' forms: CloudEvents by their official SDK, Event Base by its documentation, data alone. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class EnvelopesContractIT {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private static final JsonFormat SDK = new JsonFormat();
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(JsonFormat.getCloudEventJacksonModule());

    private final StoreUnderTest store;
    private final ApiClient client;

    EnvelopesContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    private Answer post(String path, String contentType, String body) throws IOException, InterruptedException {
        return client.send(
                "POST",
                path,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Authorization", store.first().key(), "Content-Type", contentType));
    }

    private CloudEvent event(String id, String player) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("https://example.org/games?of=" + player))
                .withType("milestone")
                .withSubject(player)
                .withTime(OffsetDateTime.parse("2026-01-03T10:33:34.5+01:00"))
                .withDataContentType("application/json")
                .withDataSchema(URI.create("https://example.org/schema"))
                .withExtension("traceparent", "00-é\"\\")
                .withExtension("attempt", -7)
                .withExtension("replayed", true)
                .withData(milestone(store.first().src(), player).data().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static String data(CloudEvent event) throws IOException {
        byte[] bytes = Objects.requireNonNull(event.getData()).toBytes();
        return JSON.readTree(bytes).toString();
    }

    private static void isTheSame(CloudEvent read, CloudEvent sent) throws IOException {
        assertThat(read.getAttributeNames()).containsExactlyInAnyOrderElementsOf(sent.getAttributeNames());
        for (String name : sent.getAttributeNames()) {
            assertThat(read.getAttribute(name)).as(name).isEqualTo(sent.getAttribute(name));
        }
        assertThat(read.getExtensionNames()).containsExactlyInAnyOrderElementsOf(sent.getExtensionNames());
        for (String name : sent.getExtensionNames()) {
            assertThat(read.getExtension(name)).as(name).isEqualTo(sent.getExtension(name));
        }
        assertThat(data(read)).isEqualTo(data(sent));
    }

    @Test
    void cloudEventsComeBackAsTheyWereSent() throws Exception {
        String player = unique("Cloud");
        CloudEvent first = event("1", player);
        CloudEvent encoded = event("2", player);
        CloudEvent least = CloudEventBuilder.v1()
                .withId("3")
                .withSource(URI.create("a"))
                .withType("milestone")
                .withSubject(player)
                .withDataContentType("application/json")
                .withData(first.getData())
                .build();
        String structured = new String(SDK.serialize(first), StandardCharsets.UTF_8);
        String inBase64 = new String(SDK.withForceJsonDataToBase64().serialize(encoded), StandardCharsets.UTF_8);
        assertThat(inBase64).contains("data_base64");

        List<String> ids =
                new ArrayList<>(post("/submit", STRUCTURED, structured).acknowledged());
        Answer batch = post(
                "/submit",
                BATCH,
                "[" + inBase64 + "," + new String(SDK.serialize(least), StandardCharsets.UTF_8) + "," + structured
                        + "]");
        ids.addAll(batch.acknowledged());
        // The first was sent again, and has the id that it had.
        assertThat(ids).hasSize(4);
        assertThat(ids.get(3)).isEqualTo(ids.get(0));

        String about = from(await(player, 3).get(0)) + "&entity=" + player;
        List<CloudEvent> read = JSON.readValue(
                client.get(about, Map.of("Accept", BATCH)).text(), new TypeReference<List<CloudEvent>>() {});
        assertThat(read).hasSize(3);
        isTheSame(named("1", read), first);
        isTheSame(named("2", read), encoded);
        isTheSame(named("3", read), least);

        ReadEvent plain = ReadEvent.list(client.get(about)).stream()
                .filter(one -> one.id().equals(ids.get(0)))
                .findFirst()
                .orElseThrow();
        assertThat(plain.data()).isEqualTo(structured);
        assertThat(plain.type()).isEqualTo("milestone");
        assertThat(plain.src()).isEqualTo(store.first().src());
        assertThat(plain.at()).contains(Instant.parse("2026-01-03T09:33:34.5Z").toEpochMilli());
        Answer one = client.get("/events/" + plain.ts(), Map.of("Accept", STRUCTURED));
        assertThat(one.text()).isEqualTo(structured);
        assertThat(one.required("content-type")).startsWith(STRUCTURED);
    }

    private static CloudEvent named(String id, List<CloudEvent> events) {
        return events.stream()
                .filter(event -> event.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The events about something, once there are so many. */
    private List<ReadEvent> await(String entity, int count) throws IOException, InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        return new FeedReader(client, 0, "&entity=" + entity)
                .until(event -> seen.incrementAndGet() == count, store.patience());
    }

    /** The feed that begins with an event. */
    private static String from(ReadEvent event) {
        return "/events?after=" + (event.ts() - 1);
    }

    @Test
    void eventBaseIsReadByItsIdInTheOrderOfItsTime() throws Exception {
        String entity = unique("Order");
        List<String> sent = new ArrayList<>();
        for (int second : new int[] {3, 1, 2}) {
            String event = "{\"Timestamp\":" + (1_596_719_980 + second) + ",\"EventType\":\"ORDER_PAID\",\"ID\":\""
                    + entity + "\",\"EmitterId\":\"6b04fd08\",\"EmitterType\":\"USER\",\"Data\":{\"second\":" + second
                    + "}}";
            sent.add(event);
            assertThat(post("/submit", "application/json", event).status()).isEqualTo(204);
        }

        String feed = from(await(entity, 3).get(0));
        List<ReadEvent> read = ReadEvent.list(client.get("/events?order=at&entity=" + entity));

        assertThat(read).extracting(ReadEvent::data).containsExactly(sent.get(1), sent.get(2), sent.get(0));
        assertThat(read).extracting(ReadEvent::type).containsOnly("ORDER_PAID");
        assertThat(read).extracting(event -> event.at().orElseThrow()).first().isEqualTo(1_596_719_981_000L);
        assertThat(read).extracting(ReadEvent::id).allMatch(id -> id.startsWith("~b/~"));
        assertThat(ReadEvent.list(client.get(feed + "&type=ORDER_PAID&entity=" + entity)))
                .hasSize(3);
    }

    @Test
    void dataAloneIsAnEventOfTheTypeInThePath() throws Exception {
        String player = unique("Alone");
        String data = milestone(store.first().src(), player).data();

        Answer answer = post("/submit/milestone", "application/json", data);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        ReadEvent read = await(player, 1).get(0);
        assertThat(read.id()).isEqualTo(answer.required("event-id"));
        assertThat(read.data()).isEqualTo(data);
        assertThat(post("/submit/murder", "application/json", data).status()).isEqualTo(400);
        assertThat(post("/submit/", "application/json", data).status()).isEqualTo(404);
    }
}
