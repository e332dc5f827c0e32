package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /submit} with one event that is taken. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class SubmitContractIT {

    private final StoreUnderTest store;
    private final ApiClient client;
    private final SourceKey key;
    private final SampleEvent event;

    SubmitContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
        this.key = store.first();
        this.event = milestone(key.src(), unique("submit"));
    }

    @Test
    void oneEventIsAnsweredWithNothingButItsId() throws Exception {
        Answer answer = client.submit(key.key(), event.json());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.required("event-id")).matches("~[A-Za-z0-9_-]{22}");
    }

    @Test
    void acceptedEventIsReadAsSent() throws Exception {
        long before = System.currentTimeMillis();
        Answer answer = client.submit(key.key(), event.json());
        long after = System.currentTimeMillis();

        ReadEvent read = stored();

        assertThat(read.id()).isEqualTo(answer.required("event-id"));
        assertThat(read.type()).isEqualTo("milestone");
        assertThat(read.src()).isEqualTo(key.src());
        assertThat(read.accepted()).isBetween(before, after);
        assertThat(read.ts()).isGreaterThanOrEqualTo(read.accepted());
        assertThat(read.tsDay()).isEqualTo(read.ts() - read.ts() % 86_400_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "Bearer %s", "bearer %s", "BEARER %s"})
    void keyIsTakenAsIsAndAsBearerToken(String form) throws Exception {
        Answer answer = client.submit(form.formatted(key.key()), event.json());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "basic"})
    void keyIsTakenAsBasicPasswordOfItsSource(String scheme) throws Exception {
        Answer answer = client.submit(key.basic().replace("Basic", scheme), event.json());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=UTF-8",
                "application/vnd.dcss+json",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded"
            })
    void jsonIsTakenByAnyOfItsNames(String contentType) throws Exception {
        Answer answer = client.submit(key.key(), event.json(), Map.of("Content-Type", contentType));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    @Test
    void contentTypeNeedNotBeDeclared() throws Exception {
        Answer answer = client.post(event.json().getBytes(StandardCharsets.UTF_8), Map.of("Authorization", key.key()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(stored().id()).isEqualTo(answer.required("event-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ApiClient.JSON, "application/x-www-form-urlencoded", "application/octet-stream"})
    void gzipIsTakenAndAsItIsStored(String contentType) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(event.json().getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = client.post(
                packed.toByteArray(),
                Map.of("Authorization", key.key(), "Content-Type", contentType, "Content-Encoding", "gzip"));

        if (contentType.contains("octet")) {
            assertThat(answer.status()).isEqualTo(415);
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
            assertThat(stored().id()).isEqualTo(answer.required("event-id"));
        }
    }

    @Test
    void answersAreNotToBeGuessedAt() throws Exception {
        assertThat(client.submit(key.key(), event.json()).required("x-content-type-options"))
                .isEqualTo("nosniff");
        assertThat(client.submit(key.key(), "<html>").required("x-content-type-options"))
                .isEqualTo("nosniff");
        assertThat(client.get("/events?after=0&limit=1").required("x-content-type-options"))
                .isEqualTo("nosniff");
    }

    @Test
    void whiteSpaceBetweenTokensIsNotKept() throws Exception {
        String name = unique("spaces");
        String wide =
                "\r\n{ \"src\" : \"%s\",\t\"data\" : { \"name\" : \"%s\" ,\n \"list\" : [ 1 , { } , \" a  b \" ] , "
                        + "\"time\" : \"20260103093334S\" , \"start\":\"20260103091409S\", \"type\" :\"uniq\", "
                        + "\"milestone\": \"x\" } , \"type\":\"milestone\" }\n";
        Answer answer = client.submit(key.key(), wide.formatted(key.src(), name));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        ReadEvent read = store.await(seen -> seen.data().contains(name));
        assertThat(read.data())
                .isEqualTo("{\"name\":\"" + name + "\",\"list\":[1,{},\" a  b \"],\"time\":\"20260103093334S\","
                        + "\"start\":\"20260103091409S\",\"type\":\"uniq\",\"milestone\":\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "cpo:Satyr/20080614101958D:rune=1+2._-"})
    void clientMayNameItsEvent(String start) throws Exception {
        String id = start + unique("");
        Answer answer = client.submit(key.key(), event.json(id));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(answer.required("event-id")).isEqualTo(id);
        assertThat(stored().id()).isEqualTo(id);
    }

    @Test
    void idOf128CharactersIsTaken() throws Exception {
        String id = unique("long") + "x".repeat(128 - unique("long").length());
        Answer answer = client.submit(key.key(), event.json(id));

        assertThat(answer.required("event-id")).hasSize(128).isEqualTo(id);
    }

    @Test
    void sameIdStoresOnceAndIsAnsweredAlike() throws Exception {
        String id = unique("again");
        for (int i = 0; i < 3; i++) {
            Answer answer = client.submit(key.key(), event.json(id));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
            assertThat(answer.required("event-id")).isEqualTo(id);
        }
        Answer later =
                client.submit(key.key(), event.with("note", "\"changed\"").json(id));
        assertThat(later.status()).isEqualTo(204);

        assertThat(withId(id)).hasSize(1);
    }

    @Test
    void sameIdOfAnotherSourceIsAnotherEvent() throws Exception {
        String id = unique("shared");
        FeedReader feed = store.feedFromNow();
        for (Answer answer : List.of(
                client.submit(key.key(), event.json(id)),
                client.submit(
                        store.second().key(),
                        milestone(store.second().src(), unique("other")).json(id)))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        }

        // In any order: the queue may deliver one of them late.
        Set<String> missing = new HashSet<>(Set.of(key.src(), store.second().src()));
        feed.until(
                read -> {
                    if (read.id().equals(id)) {
                        assertThat(missing.remove(read.src())).as(read.src()).isTrue();
                    }
                    return missing.isEmpty();
                },
                store.patience());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\"%s\""})
    void idempotencyKeyIsTheEventsId(String form) throws Exception {
        String id = unique("idempotency");
        Map<String, String> header = Map.of("Idempotency-Key", form.formatted(id));
        Answer once = client.submit(key.key(), event.json(), header);
        Answer again = client.submit(key.key(), event.json(), header);

        assertThat(List.of(once.status(), again.status())).containsOnly(204);
        assertThat(once.required("event-id")).isEqualTo(id);
        assertThat(again.required("event-id")).isEqualTo(id);
        assertThat(withId(id)).hasSize(1);
    }

    @Test
    void eventOfNearly64KiBIsTaken() throws Exception {
        SampleEvent large = event.with("note", "\"" + "x".repeat(64_000) + "\"");
        Answer answer = client.submit(key.key(), large.json());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(store.await(seen -> seen.id().equals(answer.required("event-id")))
                        .data())
                .isEqualTo(large.data());
    }

    private ReadEvent stored() throws IOException, InterruptedException {
        return store.await(read -> read.data().equals(event.data()));
    }

    private List<ReadEvent> withId(String id) throws IOException, InterruptedException {
        return store.drain(store.feedFromNow(), List.of(id)).stream()
                .filter(read -> read.id().equals(id))
                .toList();
    }
}
