package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.submit.Fixture.KEY;
import static org.dcss.eventstore.submit.Fixture.NOW;
import static org.dcss.eventstore.submit.Fixture.madeId;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.submit.Fixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted. */
class SubmitHandlerTest {

    private static final Path EXAMPLES = Path.of("../../schemas/examples/valid");

    private static final long ACCEPTED = NOW.toEpochMilli();

    private final Fixture submit = new Fixture();
    private final SampleGames games = new SampleGames(new Random(7));
    private final SampleEvent event = games.milestone().event("cpo");

    private static Map<String, String> with(String name, String value) {
        return Map.of("authorization", KEY, name, value);
    }

    @Test
    void anEventIsQueuedAndAnsweredWithItsId() throws IOException {
        Answer answer = submit.submit(event.json());

        assertThat(answer)
                .isEqualTo(new Answer(
                        204, Map.of("Event-Id", madeId(0).value(), "X-Content-Type-Options", "nosniff"), ""));
        assertThat(submit.queued)
                .containsExactly(new Message(
                        new Event(
                                madeId(0),
                                new EventType("milestone"),
                                new Source("cpo"),
                                Optional.empty(),
                                Instant.ofEpochMilli(ACCEPTED),
                                submit.queued.get(0).event().at(),
                                event.data()),
                        new Slot(ACCEPTED)));
    }

    @Test
    void fileAndTimeOfTheEventAreQueued() throws IOException {
        submit.submit(Files.readString(EXAMPLES.resolve("milestone-with-file.json")));
        submit.submit(Files.readString(EXAMPLES.resolve("logfile.json")));
        submit.submit(Files.readString(EXAMPLES.resolve("line.json")));

        assertThat(submit.queued)
                .extracting(message -> message.event().file())
                .containsExactly(
                        Optional.of(new FileName("0.34/milestones-sprint")),
                        Optional.empty(),
                        Optional.of(new FileName("milestones")));
        assertThat(submit.queued)
                .extracting(message -> message.event().at())
                .containsExactly(
                        Optional.of(Instant.parse("2026-01-03T09:33:34Z")),
                        Optional.of(Instant.parse("2026-01-03T09:51:02Z")),
                        Optional.empty());
    }

    @Test
    void fileBelongsToWhatAnIdStandsFor() throws IOException {
        String inFile = event.json("one").replace("\"data\":", "\"file\":\"milestones\",\"data\":");

        JsonNode results = submit.submit("[" + inFile + "," + event.json("one") + "," + inFile + "]")
                .json()
                .get("results");

        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected", "accepted");
    }

    @Test
    void aClientsIdIsKept() throws IOException {
        Answer answer = submit.submit(event.json("a/b:c=1+2._-"));

        assertThat(answer.headers()).containsEntry("Event-Id", "a/b:c=1+2._-");
        assertThat(submit.queued)
                .extracting(message -> message.event().id().value())
                .containsExactly("a/b:c=1+2._-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry-1", "\"retry-1\"", " retry-1 "})
    void anIdempotencyKeyIsTheEventsId(String header) throws IOException {
        assertThat(submit.submit(with("idempotency-key", header), event.json()).headers())
                .containsEntry("Event-Id", "retry-1");
    }

    @Test
    void anEventsOwnIdGoesBeforeTheIdempotencyKey() throws IOException {
        assertThat(submit.submit(with("idempotency-key", "retry-1"), event.json("own"))
                        .headers())
                .containsEntry("Event-Id", "own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;Charset=\"UTF-8\"",
                "application/problem+json",
                "text/json",
                "application/json; charset=utf8; profile=x",
                "text/plain",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                " "
            })
    void jsonIsTakenHoweverItIsDeclared(String contentType) throws IOException {
        assertThat(submit.submit(with("content-type", contentType), event.json())
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Identity", "", " ", "gzip", "x-gzip"})
    void anEncodingThatTheBodyDoesNotHaveDoesNotMatter(String encoding) throws IOException {
        assertThat(submit.submit(with("content-encoding", encoding), event.json())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anEncodedBodyIsTaken() throws IOException {
        SampleEvent odd = event.with("note", "\"Bärbel 🐍\"");

        assertThat(submit.submit(with("content-type", "text/json"), odd.json().getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(204);
        assertThat(submit.queued).extracting(message -> message.event().data()).containsExactly(odd.data());
    }

    @Test
    void aBatchIsQueuedInItsOrderASlotApart() throws IOException {
        List<SampleEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add((i % 2 == 0 ? games.milestone() : games.logfile()).event("cpo"));
        }

        Answer answer = submit.submit(SampleEvent.batch(events));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        JsonNode results = answer.json().get("results");
        assertThat(results).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(results.get(i).toString()).isEqualTo("{\"status\":\"accepted\",\"id\":\"" + madeId(i) + "\"}");
            Message message = submit.queued.get(i);
            assertThat(message.event().id()).isEqualTo(madeId(i));
            assertThat(message.event().data()).isEqualTo(events.get(i).data());
            assertThat(message.event().accepted().toEpochMilli()).isEqualTo(ACCEPTED);
            assertThat(message.start()).isEqualTo(new Slot(ACCEPTED + i));
        }
    }

    @Test
    void anIdempotencyKeyNamesEachEventOfABatchByItsPlace() throws IOException {
        String body = "[" + event.json() + ",7," + event.json("own") + "," + event.json() + "]";

        Answer answer = submit.submit(with("idempotency-key", "\"k\""), body);

        assertThat(answer.json().get("results").findValuesAsText("id")).containsExactly("k/0", "own", "k/3");
        assertThat(submit.queued)
                .extracting(message -> message.start().millis() - ACCEPTED)
                .containsExactly(0L, 2L, 3L);
    }

    @Test
    void aBadEventKeepsNoOtherFromBeingAccepted() throws IOException {
        String unknown = "{\"type\":\"murder\",\"src\":\"cpo\",\"data\":{}}";
        String foreign = games.milestone().event("cao").json();
        String large = event.with("note", "\"" + "x".repeat(Fixture.MAX_EVENT_BYTES) + "\"")
                .json();
        String twice = event.with("name", "\"b\"").json();
        String body =
                "[" + String.join(",", event.json(), unknown, "null", foreign, large, twice, event.json("own")) + "]";

        JsonNode results = submit.submit(body).json().get("results");

        assertThat(results)
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected", "rejected", "rejected", "rejected", "rejected", "accepted");
        assertThat(results.findValuesAsText("type"))
                .containsExactly(
                        "urn:dcss:problem:unknown-type",
                        "urn:dcss:problem:invalid-event",
                        "urn:dcss:problem:wrong-source",
                        "urn:dcss:problem:event-too-large",
                        "urn:dcss:problem:invalid-event");
        assertThat(results.get(5).at("/problem/errors/0/pointer").asText()).isEqualTo("/data/name");
        assertThat(submit.queued)
                .extracting(message -> message.event().id())
                .containsExactly(madeId(0), new EventId("own"));
    }

    @Test
    void whatTheQueueDoesNotConfirmIsToBeSentAgain() throws IOException {
        submit.taken = index -> index != 1;

        Answer answer = submit.submit("[" + event.json() + ",{}," + event.json() + "," + event.json() + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("results"))
                .extracting(result -> result.get("status").asText())
                .containsExactly("accepted", "rejected", "retry", "accepted");
        assertThat(answer.json().at("/results/2").toString()).isEqualTo("{\"status\":\"retry\"}");
        assertThat(submit.metric("Accepted")).containsExactly(2.0);
        assertThat(submit.metric("Rejected")).containsExactly(1.0);
        assertThat(submit.metric("RejectedInvalidEvent")).containsExactly(1.0);
        assertThat(submit.metric("NotConfirmed")).containsExactly(1.0);
        assertThat(submit.log()).contains("\"level\":\"WARN\"", "\"reasons\":[\"Unreachable\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "[%s,{}]"})
    void nothingIsAcceptedWhenTheQueueTakesNothing(String body) throws IOException {
        submit.taken = index -> false;

        Answer answer = submit.submit(body.formatted(event.json()));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "2");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:dcss:problem:unavailable");
        assertThat(answer.body()).doesNotContain("Unreachable");
        assertThat(submit.metric("NotConfirmed")).containsExactly(1.0);
        assertThat(submit.metric("AcknowledgeMillis")).isEmpty();

        submit.taken = index -> true;
        assertThat(submit.submit(event.json()).status()).isEqualTo(204);
    }

    @Test
    void aRequestIsAnsweredBeforeItsTimeIsUp() throws IOException {
        submit.remaining = Duration.ofSeconds(3);
        submit.submit(event.json());
        assertThat(submit.answerBy).contains(NOW.plusMillis(2_500));

        submit.remaining = Duration.ofMinutes(10);
        submit.submit(event.json());
        assertThat(submit.answerBy).contains(NOW.plusSeconds(20));
    }

    @Test
    void everyRequestIsLoggedByIdsAlone() throws IOException {
        submit.submit(event.json("my-id"));
        submit.submit("[" + event.json("my-id-2") + "]");
        submit.submit(event.json("not an id, secret"));

        assertThat(submit.log().lines())
                .hasSize(3)
                .zipSatisfy(submit.requestIds, (line, id) -> assertThat(line).contains("\"requestId\":\"" + id + "\""));
        assertThat(submit.log())
                .contains("\"id\":\"my-id\"", "\"ids\":[\"my-id-2\"]", "\"src\":\"cpo\"", "invalid-event")
                .doesNotContain(KEY, "secret", "player", "Exception");
    }

    @Test
    void acknowledgingIsTimed() throws IOException {
        submit.taken = index -> {
            submit.now = NOW.plusMillis(40);
            return true;
        };

        submit.submit(event.json());

        assertThat(submit.metric("Accepted")).containsExactly(1.0);
        assertThat(submit.metric("Rejected")).containsExactly(0.0);
        assertThat(submit.metric("AcknowledgeMillis")).containsExactly(40.0);
        assertThat(submit.measured).hasSize(1);
    }
}
