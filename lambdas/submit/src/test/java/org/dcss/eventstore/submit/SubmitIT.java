package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.message.MalformedMessageException;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.message.NewerMessageException;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.local.administration.CreateResult;
import org.dcss.eventstore.local.administration.CreateTables;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.administration.KeyUses;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.MetricSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The handler as Lambda makes it, in front of a real queue and a real table of keys. */
class SubmitIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();
    private final SampleGames games = new SampleGames(new Random(9));
    private Engines engines;
    private KeyRegistry keys;
    private String key;

    @BeforeEach
    void start() throws IOException {
        engines = Engines.inMemory();
        CreateTables.keys(engines.dynamoDbClient(), "keys");
        CreateTables.usage(engines.dynamoDbClient(), "usage");
        keys = new KeyRegistry(engines.dynamoDbClient(), "keys", clock);
        key = "dcss_cpo_of_this_test";
        keys.ensure(key, new Source("cpo"));
    }

    @AfterEach
    void stop() {
        engines.close();
    }

    private String queue(boolean fifo) {
        return Queues.ensure(engines.sqsClient(), new Queues.Spec("events", fifo, Duration.ofMinutes(5), 5))
                .url();
    }

    private SubmitHandler handler(String queueUrl, String cacheSeconds) {
        return handler(queueUrl, cacheSeconds, "{}", clock, measurements -> {});
    }

    private SubmitHandler handler(
            String queueUrl, String cacheSeconds, String quotas, Clock handlerClock, MetricSink metrics) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", engines.dynamoDb().endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", engines.sqs().endpoint().toString());
        variables.put("QUEUE_URL", queueUrl);
        variables.put("KEYS_TABLE", "keys");
        variables.put("USAGE_TABLE", "usage");
        variables.put("QUOTAS", quotas);
        variables.put("KEY_CACHE_SECONDS", cacheSeconds);
        variables.put("METRICS_NAMESPACE", "Test");
        return new SubmitHandler(new Host(variables, handlerClock, metrics));
    }

    private JsonNode submit(SubmitHandler handler, String body) throws IOException {
        return submit(handler, body, Duration.ofSeconds(60));
    }

    private JsonNode submit(SubmitHandler handler, String body, Duration remaining) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("body", body);
        request.putObject("headers").put("authorization", key).put("content-type", "application/json");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JSON.writeValueAsBytes(request)),
                output,
                new InvocationContext("submit", remaining, clock));
        return JSON.readTree(output.toByteArray());
    }

    private int left(String url) {
        return Integer.parseInt(engines.sqsClient()
                .getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** Takes this many messages out of the queue, and waits for them. */
    private List<Message> receive(String url, int count) {
        List<Message> received = new ArrayList<>();
        Instant until = clock.instant().plus(PATIENCE);
        while (received.size() < count && clock.instant().isBefore(until)) {
            List<Message> batch = engines.sqsClient()
                    .receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(Math.min(10, count - received.size()))
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .waitTimeSeconds(1))
                    .messages();
            batch.forEach(message -> engines.sqsClient()
                    .deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
            received.addAll(batch);
        }
        return received;
    }

    private static org.dcss.eventstore.core.message.Message decoded(Message message) {
        try {
            return MessageCodec.decode(message.body());
        } catch (MalformedMessageException | NewerMessageException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAcceptedEventIsInTheQueue(boolean fifo) throws Exception {
        String url = queue(fifo);
        SampleEvent event = games.milestone().event("cpo").with("note", "\"ä \\u00e9 🐍\"");
        long before = clock.millis();

        JsonNode answer = submit(handler(url, "60"), event.json());

        assertThat(answer.path("statusCode").intValue()).as(answer.toString()).isEqualTo(204);
        Message message = receive(url, 1).get(0);
        assertThat(decoded(message).event().data()).isEqualTo(event.data());
        assertThat(decoded(message).event().id().value())
                .isEqualTo(answer.at("/headers/Event-Id").asText());
        assertThat(decoded(message).start().millis()).isBetween(before, clock.millis());
        if (fifo) {
            assertThat(message.attributes())
                    .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "cpo")
                    .containsKey(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
        }
        assertThat(left(url)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBatchOf500IsInTheQueueWholeAndOnAFifoQueueInOrder(boolean fifo) throws Exception {
        String url = queue(fifo);
        List<SampleEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add((i % 7 == 0 ? games.logfile() : games.milestone()).event("cpo"));
        }

        JsonNode answer = submit(handler(url, "60"), SampleEvent.batch(events));

        assertThat(answer.path("statusCode").intValue()).as(answer.toString()).isEqualTo(200);
        JsonNode results = JSON.readTree(answer.path("body").asText()).path("results");
        assertThat(results.findValuesAsText("status")).hasSize(500).containsOnly("accepted");
        List<org.dcss.eventstore.core.message.Message> queued =
                receive(url, 500).stream().map(SubmitIT::decoded).toList();
        List<String> data =
                queued.stream().map(message -> message.event().data()).toList();
        List<String> sent = events.stream().map(SampleEvent::data).toList();
        if (fifo) {
            assertThat(data).containsExactlyElementsOf(sent);
        } else {
            assertThat(data).containsExactlyInAnyOrderElementsOf(sent);
        }
        assertThat(queued)
                .extracting(message -> message.event().id().value())
                .containsExactlyInAnyOrderElementsOf(results.findValuesAsText("id"));
        assertThat(left(url)).isZero();
    }

    @Test
    void anEventThatIsSentAgainIsDroppedByAFifoQueue() throws Exception {
        String url = queue(true);
        SubmitHandler handler = handler(url, "60");
        String event = games.milestone().event("cpo").json("once");

        submit(handler, event);
        JsonNode again = submit(handler, event);
        submit(handler, games.milestone().event("cpo").json("last"));

        assertThat(again.at("/headers/Event-Id").asText()).isEqualTo("once");
        assertThat(receive(url, 2))
                .extracting(message -> decoded(message).event().id().value())
                .containsExactly("once", "last");
        assertThat(left(url)).isZero();
    }

    @Test
    void nothingIsAcceptedWhileTheQueueIsAway() throws Exception {
        String url = queue(false);
        SubmitHandler handler = handler(url, "60");
        String one = games.milestone().event("cpo").json("one");
        assertThat(submit(handler, one).path("statusCode").intValue()).isEqualTo(204);
        assertThat(receive(url, 1)).hasSize(1);
        engines.sqs().shut();

        for (String body : List.of(one, "[" + one + "," + one + "]")) {
            JsonNode answer = submit(handler, body, Duration.ofSeconds(4));
            assertThat(answer.path("statusCode").intValue())
                    .as(answer.toString())
                    .isEqualTo(503);
            assertThat(answer.at("/headers/Retry-After").asText()).isNotBlank();
            assertThat(answer.path("body").asText())
                    .contains("urn:dcss:problem:unavailable")
                    .doesNotContain("Exception", "127.0.0.1", "sqs");
        }

        engines.sqs().open();
        SampleEvent later = games.milestone().event("cpo");
        assertThat(submit(handler, later.json()).path("statusCode").intValue()).isEqualTo(204);
        assertThat(receive(url, 1))
                .extracting(message -> decoded(message).event().data())
                .containsExactly(later.data());
        assertThat(left(url)).isZero();
    }

    @Test
    void aKeyThatIsRevokedIsRefused() throws Exception {
        String url = queue(false);
        SubmitHandler handler = handler(url, "0");
        String event = games.milestone().event("cpo").json();
        assertThat(submit(handler, event).path("statusCode").intValue()).isEqualTo(204);

        keys.revoke(keys.list().get(0).id());

        assertThat(submit(handler, event).path("statusCode").intValue()).isEqualTo(401);
        assertThat(receive(url, 1)).hasSize(1);
    }

    @Test
    void nothingIsAcceptedWithoutTheTableOfKeys() throws Exception {
        String url = queue(false);
        SubmitHandler handler = handler(url, "0");
        engines.dynamoDbClient().deleteTable(table -> table.tableName("keys"));

        JsonNode answer = submit(handler, games.milestone().event("cpo").json());

        assertThat(answer.path("statusCode").intValue()).as(answer.toString()).isEqualTo(503);
    }

    private static JsonNode results(JsonNode answer) throws IOException {
        return JSON.readTree(answer.path("body").asText()).path("results");
    }

    @Test
    void functionsShareASourcesQuota() throws Exception {
        String url = queue(false);
        String quotas = "{\"default\":{\"events_per_second\":1,\"burst_seconds\":1000}}";
        Instant start = clock.instant();
        Clock stopped = Clock.fixed(start, ZoneOffset.UTC);
        Clock later = Clock.fixed(start.plusSeconds(100), ZoneOffset.UTC);
        SubmitHandler one = handler(url, "60", quotas, stopped, measurements -> {});
        List<Measurements> measured = new CopyOnWriteArrayList<>();
        SubmitHandler other = handler(url, "60", quotas, stopped, measured::add);
        List<SampleEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(games.milestone().event("cpo"));
        }
        String batch = SampleEvent.batch(events);

        List<String> first = results(submit(one, batch)).findValuesAsText("status");
        List<String> second = results(submit(other, batch)).findValuesAsText("status");
        JsonNode third = submit(one, batch);
        JsonNode fourth = submit(other, batch);
        JsonNode hundredSecondsLater = submit(handler(url, "60", quotas, later, measurements -> {}), batch);

        assertThat(first).containsOnly("accepted");
        assertThat(second).containsOnly("accepted");
        for (JsonNode refused : List.of(third, fourth)) {
            assertThat(refused.path("statusCode").intValue())
                    .as(refused.toString())
                    .isEqualTo(429);
            assertThat(refused.at("/headers/Retry-After").asText()).isEqualTo("500");
            assertThat(refused.path("body").asText()).contains("urn:dcss:problem:over-quota");
        }
        assertThat(results(hundredSecondsLater).findValuesAsText("status"))
                .containsOnly("accepted", "retry")
                .filteredOn("accepted"::equals)
                .hasSize(100);
        assertThat(measured.get(1).values().toString()).contains("Throttled");
        List<Map<String, AttributeValue>> counters =
                engines.dynamoDbClient().scan(scan -> scan.tableName("usage")).items().stream()
                        .filter(item -> item.containsValue(AttributeValue.fromS("quota#cpo")))
                        .toList();
        assertThat(counters)
                .singleElement()
                .satisfies(item -> assertThat(item).containsOnlyKeys("id", "until", "expires"));
    }

    @Test
    void withoutTheTableOfUsageEventsAreAccepted() throws Exception {
        String url = queue(false);
        SubmitHandler handler =
                handler(url, "60", "{\"default\":{\"events_per_second\":500}}", clock, measurements -> {});
        engines.dynamoDbClient().deleteTable(table -> table.tableName("usage"));
        List<SampleEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(games.milestone().event("cpo"));
        }

        assertThat(results(submit(handler, SampleEvent.batch(events))).findValuesAsText("status"))
                .hasSize(500)
                .containsOnly("accepted");
    }

    @Test
    void aKeysUseIsNoted() throws Exception {
        SubmitHandler handler = handler(queue(false), "60");
        submit(handler, games.milestone().event("cpo").json());

        Instant until = clock.instant().plus(PATIENCE);
        Map<String, LocalDate> used = Map.of();
        while (used.isEmpty() && clock.instant().isBefore(until)) {
            used = KeyUses.all(engines.dynamoDbClient(), "usage");
        }
        assertThat(used).containsOnlyKeys(KeyHash.of(key));
        assertThat(used.get(KeyHash.of(key)))
                .isBetween(
                        LocalDate.now(clock).minusDays(1), LocalDate.now(clock).plusDays(1));
    }

    @Test
    void aTestKeysEventsAreNotQueued() throws Exception {
        String url = queue(false);
        SubmitHandler handler = handler(url, "60");
        key = ((CreateResult.Created)
                        keys.create(new KeyRegistry.Wish(new Source("cpo"), "", Optional.empty(), Set.of(), true)))
                .key();

        JsonNode answer = submit(handler, games.milestone().event("cpo").json("tried"));

        assertThat(answer.path("statusCode").intValue()).isEqualTo(200);
        assertThat(answer.path("body").asText()).isEqualTo("{\"test\":true,\"status\":\"accepted\",\"id\":\"tried\"}");
        assertThat(left(url)).isZero();
    }
}
