package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.memory.MemoryClaimTable;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryTailTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Tables;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.Test;

class ConsumerTest {

    private static final Instant NOON = Instant.parse("2024-05-18T12:00:00Z");
    private static final Settling SETTLING = new Settling(Duration.ofSeconds(3));

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final MemoryEventTable events = new MemoryEventTable(100);
    private int messages;

    private Consumer consumer(boolean ordered) {
        WriterOptions options = new WriterOptions(SETTLING, Optional.empty(), ordered, 1);
        EventWriter writer = new EventWriter(
                new Tables(events, new MemoryClaimTable(), new MemoryTailTable()),
                options,
                Runnable::run,
                clock,
                () -> new SplittableRandom(1));
        return new Consumer(writer, (message, reason) -> true, clock, ordered);
    }

    private Consumed consume(boolean ordered, SQSMessage... batch) {
        return consumer(ordered).consume(List.of(batch), NOON.plusSeconds(60));
    }

    private static Event event(String id, Instant accepted) {
        return new Event(new EventId(id), new EventType("milestone"), new Source("cpo"), accepted, "{\"a\":1}");
    }

    private SQSMessage message(String id, Instant accepted) {
        return delivered(MessageCodec.encode(new Message(event(id, accepted), Slot.at(accepted))), "cpo");
    }

    private SQSMessage newer(String group) {
        return delivered("{\"v\":" + (Message.CURRENT + 1) + ",\"data\":[]}", group);
    }

    private SQSMessage delivered(String body, String group) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m" + messages++);
        message.setBody(body);
        message.setAttributes(new HashMap<>(Map.of("MessageGroupId", group)));
        return message;
    }

    @Test
    void messageThatCannotBeDecodedForWhateverReasonIsPoisonAlone() {
        SQSMessage bodiless = message("a", NOON);
        bodiless.setBody(null);

        Consumed consumed = consume(false, bodiless, message("b", NOON));

        assertThat(consumed.poisoned())
                .extracting(poison -> poison.message().getMessageId())
                .containsExactly("m0");
        assertThat(consumed.report().outcomes()).containsExactly(new Outcome.Stored(Slot.at(NOON), false));
        assertThat(consumed.failedIds()).isEmpty();
    }

    @Test
    void messageOfANewerSubmitIsRetriedAndNeverPoison() {
        Consumed consumed = consume(false, newer("cpo"), message("b", NOON));

        assertThat(consumed.failedIds()).containsExactly("m0");
        assertThat(consumed.poisoned()).isEmpty();
        assertThat(consumed.retried().get(0).reason()).contains("newer");
        assertThat(consumed.report().outcomes()).containsExactly(new Outcome.Stored(Slot.at(NOON), false));
    }

    @Test
    void messageOfANewerSubmitHoldsBackItsOwnSourceWhereTheOrderCounts() {
        SQSMessage newer = newer("cpo");
        SQSMessage another = message("c", NOON);
        another.getAttributes().put("MessageGroupId", "cao");

        Consumed consumed = consume(true, newer, message("b", NOON), another);

        assertThat(consumed.failedIds()).containsExactly("m0", "m2");
        assertThat(consumed.report().outcomes()).containsExactly(new Outcome.Stored(Slot.at(NOON), false));
    }

    @Test
    void clockFarAheadHoldsUpItsSourceForAMinuteAtMostWhereTheOrderCounts() {
        SQSMessage ahead = message("a", NOON.plusSeconds(61));

        assertThat(consume(true, ahead).poisoned())
                .singleElement()
                .satisfies(poison -> assertThat(poison.reason()).contains("ahead of time"));
        assertThat(consume(true, message("b", NOON.plusSeconds(60))).poisoned()).isEmpty();
        assertThat(consume(false, ahead).poisoned()).isEmpty();
        assertThat(consume(false, message("c", NOON.plusSeconds(3_601))).poisoned())
                .hasSize(1);
    }

    @Test
    void differenceOfClocksIsTheQueuesTimeMinusSubmits() {
        SQSMessage message = message("a", NOON);
        message.getAttributes().put("SentTimestamp", Long.toString(NOON.toEpochMilli() - 40));

        assertThat(consume(false, message, message("b", NOON)).clockDifferences())
                .containsExactly(Duration.ofMillis(-40));
    }

    @Test
    void versionThatTheOutboxSendsMuchLaterSaysNothingOfClocks() {
        SQSMessage message = message(EventId.ofVersion("order-7", 1).value(), NOON);
        message.getAttributes().put("SentTimestamp", Long.toString(NOON.toEpochMilli() + 60_000));

        assertThat(consume(false, message).clockDifferences()).isEmpty();
    }

    @Test
    void messageDeliveredAgainThatFindsItsEventTooLateForAReaderIsALatePut() {
        Instant before = NOON.minusSeconds(10);
        String id = "~0123456789012345678901";
        events.put(Slot.at(before), event(id, before));
        SQSMessage first = message(id, before);
        SQSMessage again = message(id, before);
        again.getAttributes().put("ApproximateReceiveCount", "2");

        assertThat(consume(false, first).report().latePuts()).isEmpty();
        assertThat(consume(false, again).report().latePuts()).hasSize(1);
    }

    @Test
    void conflictNamesBothMessages() {
        SQSMessage first = message("game/1", NOON);
        Event another =
                new Event(new EventId("game/1"), new EventType("milestone"), new Source("cpo"), NOON, "{\"a\":2}");
        SQSMessage second = delivered(MessageCodec.encode(new Message(another, Slot.at(NOON))), "cpo");

        Consumed consumed = consume(false, first, second);

        assertThat(consumed.failedIds()).isEmpty();
        assertThat(consumed.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.message().getMessageId()).isEqualTo("m1");
            assertThat(conflict.with().messageId()).contains("m0");
            assertThat(conflict.key()).hasToString("cpo/game/1");
        });
    }

    @Test
    void anotherWriteProtocolThanThisFailsTheStart() {
        Map<String, String> variables = Map.of(
                "EVENTS_TABLE", "events",
                "CLAIMS_TABLE", "claims",
                "QUEUE_URL", "http://127.0.0.1:1/queue",
                "DLQ_URL", "http://127.0.0.1:1/dlq",
                "WRITE_PROTOCOL", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerConfig.from(new Environment(variables)))
                .withMessageContaining("WRITE_PROTOCOL")
                .withMessageContaining("2");
    }
}
