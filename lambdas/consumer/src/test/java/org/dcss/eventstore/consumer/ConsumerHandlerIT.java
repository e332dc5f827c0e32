package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.WriterTables;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class ConsumerHandlerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Source CPO = new Source("cpo");

    private final Clock clock = Clock.systemUTC();
    private final List<Measurements> measured = new ArrayList<>();
    private Engines engines;
    private Queues queues;
    private ConsumerHandler handler;
    private long ids;
    private Duration remaining = Duration.ofSeconds(60);

    @BeforeEach
    void start() throws Exception {
        engines = Engines.inMemory();
        engines.dynamoDbClient().createTable(TableSchema.EVENTS.request("events"));
        engines.dynamoDbClient().createTable(TableSchema.CLAIMS.request("claims"));
        queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(30), 5));
        handler = handler(queues.url());
    }

    @AfterEach
    void stop() {
        engines.close();
    }

    private ConsumerHandler handler(String queueUrl) {
        Map<String, String> variables = Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        engines.dynamoDb().endpoint().toString()),
                Map.entry("AWS_ENDPOINT_URL_SQS", engines.sqs().endpoint().toString()),
                Map.entry("EVENTS_TABLE", "events"),
                Map.entry("CLAIMS_TABLE", "claims"),
                Map.entry("QUEUE_URL", queueUrl),
                Map.entry("DLQ_URL", queues.dlqUrl()),
                // Long enough for a put to end in time on a busy machine.
                Map.entry("SETTLE_MS", "8000"));
        return new ConsumerHandler(new Host(variables, clock, measured::add));
    }

    private String message(String id, Instant accepted) {
        return message(id, accepted, "{\"name\":\"player\",\"id\":\"" + id + "\"}");
    }

    private static String message(String id, Instant accepted, String data) {
        return MessageCodec.encode(new Message(event(id, accepted, data), Slot.at(accepted)));
    }

    private static Event event(String id, Instant accepted, String data) {
        return new Event(new EventId(id), new EventType("milestone"), CPO, accepted, data);
    }

    private String storeMade() {
        byte[] bytes = new byte[16];
        bytes[15] = (byte) ids++;
        return EventId.fromRandom(bytes).value();
    }

    private List<String> consume(List<String> bodies) throws IOException {
        return consume(bodies, 1);
    }

    private List<String> consume(List<String> bodies, int deliveries) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < bodies.size(); i++) {
            records.addObject()
                    .put("messageId", "m" + i)
                    .put("body", bodies.get(i))
                    .putObject("attributes")
                    .put("ApproximateReceiveCount", Integer.toString(deliveries));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
                answer,
                new InvocationContext("consumer", remaining, clock));
        List<String> failed = new ArrayList<>();
        for (JsonNode failure : JSON.readTree(answer.toByteArray()).get("batchItemFailures")) {
            failed.add(failure.get("itemIdentifier").asText());
        }
        return failed;
    }

    private List<StoredEvent> stored(Instant when) {
        Day day = Day.containing(when);
        return new DynamoDbEventLog(engines.dynamoDbClient(), "events")
                .read(day.first(), day.last(), Filter.NONE, 10_000, Consistency.STRONG)
                .events();
    }

    private double last(String metric) {
        return measured.get(measured.size() - 1).values().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(metric))
                .mapToDouble(entry -> entry.getValue().get(0))
                .sum();
    }

    @Test
    void aBatchIsStoredAtItsSlotsInOrder() throws Exception {
        Instant accepted = clock.instant();
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> storeMade()).toList();
        List<String> bodies = IntStream.range(0, 10)
                .mapToObj(i -> message(ids.get(i), accepted.plusMillis(i)))
                .toList();

        assertThat(consume(bodies)).isEmpty();

        assertThat(stored(accepted))
                .extracting(event -> event.event().id().value())
                .isEqualTo(ids);
        assertThat(stored(accepted).get(0).slot()).isEqualTo(Slot.at(accepted));
        assertThat(last("Stored")).isEqualTo(10);
        // One put each, and the day is opened once.
        assertThat(last("TableCalls")).isEqualTo(11);
    }

    @Test
    void aBatchDeliveredAgainStoresNothingNew() throws Exception {
        Instant accepted = clock.instant();
        List<String> bodies = IntStream.range(0, 10)
                .mapToObj(i -> message(storeMade(), accepted))
                .toList();
        consume(bodies);

        assertThat(consume(bodies)).isEmpty();

        assertThat(stored(accepted)).hasSize(10);
        assertThat(last("AlreadyStored")).isEqualTo(10);
    }

    @Test
    void aLateEventIsStoredOnceAtASlotOfToday() throws Exception {
        Instant accepted = clock.instant().minus(Duration.ofDays(3));
        String body = message(storeMade(), accepted);

        assertThat(consume(List.of(body))).isEmpty();
        assertThat(last("Late")).isEqualTo(1);
        // A tombstone at the old slot, a put; and the day is opened.
        assertThat(last("TableCalls")).isEqualTo(3);
        assertThat(consume(List.of(body, body))).isEmpty();

        assertThat(stored(accepted)).isEmpty();
        assertThat(stored(clock.instant()))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.event().accepted().toEpochMilli()).isEqualTo(accepted.toEpochMilli()));
    }

    @Test
    void anEventThatMayHaveLandedTooLateIsNamedInTheLog() throws Exception {
        Instant accepted = clock.instant().minus(Duration.ofMinutes(1));
        String id = storeMade();
        Event event = event(id, accepted, "{}");
        WriterTables.of(engines.dynamoDbClient(), "events", "claims", Duration.ofSeconds(10), Optional.empty())
                .events()
                .put(Slot.at(accepted), event);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream standard = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            handler = handler(queues.url());

            assertThat(consume(List.of(message(id, accepted, "{}")), 2)).isEmpty();
        } finally {
            System.setOut(standard);
        }

        assertThat(last("LatePuts")).isEqualTo(1);
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("\"late-put\"")))
                .singleElement()
                .asString()
                .contains("\"id\":\"cpo/" + id + "\"", "\"slot\":" + accepted.toEpochMilli());
    }

    @Test
    void aClientIdSentAgainInAnotherMessageStoresOnce() throws Exception {
        Instant accepted = clock.instant();

        assertThat(consume(List.of(message("game/7", accepted)))).isEmpty();
        // A claim and a put; and the day is opened.
        assertThat(last("TableCalls")).isEqualTo(3);
        assertThat(consume(
                        List.of(message("game/7", accepted.plusMillis(5)), message("game/7", accepted.plusMillis(9)))))
                .isEmpty();

        assertThat(stored(accepted)).hasSize(1);
    }

    @Test
    void anotherContentUnderAnIdIsCountedAndDeletedAndTheFirstStays() throws Exception {
        Instant accepted = clock.instant();
        consume(List.of(message("game/7", accepted)));

        assertThat(consume(List.of(message("game/7", accepted.plusMillis(5), "{\"name\":\"another\"}"))))
                .isEmpty();

        assertThat(last("IdConflicts")).isEqualTo(1);
        assertThat(stored(accepted))
                .singleElement()
                .satisfies(event -> assertThat(event.event().data()).contains("player"));
    }

    @Test
    void whatANewerSubmitHasSentIsDeliveredAgain() throws Exception {
        String newer = message(storeMade(), clock.instant()).replace("{\"v\":4,", "{\"v\":5,\"more\":true,");

        assertThat(consume(List.of(newer, message(storeMade(), clock.instant()))))
                .containsExactly("m0");
        assertThat(last("Poison")).isZero();
        assertThat(last("Stored")).isEqualTo(1);
    }

    @Test
    void whatIsNoMessageGoesToTheDlqWithItsReasonAndHoldsNothingUp() throws Exception {
        Instant accepted = clock.instant();

        assertThat(consume(List.of("not a message", message(storeMade(), accepted))))
                .isEmpty();

        assertThat(stored(accepted)).hasSize(1);
        assertThat(last("Poison")).isEqualTo(1);
        var dead = engines.sqsClient()
                .receiveMessage(receive -> receive.queueUrl(queues.dlqUrl()).messageAttributeNames("All"))
                .messages();
        assertThat(dead).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("not a message");
            assertThat(message.messageAttributes().get("Reason"))
                    .extracting(MessageAttributeValue::stringValue)
                    .asString()
                    .contains("not a message of this store");
            assertThat(message.messageAttributes().get("OriginalMessageId"))
                    .extracting(MessageAttributeValue::stringValue)
                    .isEqualTo("m0");
        });
    }

    @Test
    void poisonThatTheDlqDoesNotTakeIsDeliveredAgain() throws Exception {
        engines.sqs().shut();

        assertThat(consume(List.of("not a message"))).containsExactly("m0");
    }

    @Test
    void nothingIsReportedAsStoredWhenTheTableIsGone() throws Exception {
        engines.dynamoDb().close();
        remaining = Duration.ofSeconds(6);
        Instant accepted = clock.instant();

        assertThat(consume(List.of(message(storeMade(), accepted), message("game/1", accepted))))
                .containsExactly("m0", "m1");
        assertThat(last("Retried")).isEqualTo(2);
    }
}
