package org.dcss.eventstore.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

    private static final String DATA = "{\"name\":\"Bj\u00f6rn \\\"x\\\" \\u00e9\\ud800"
            + " \uD83D\uDC0D\",\"seed\":12345678901234567890123,\"f\":1.0E+2,\"o\":{\"b\":[1,{}],\"a\":null}}";

    private static Message message(String data) {
        Event event = new Event(
                new EventId("game/1"),
                new EventType("milestone"),
                new Source("cpo"),
                Instant.ofEpochMilli(1_700_000_000_123L),
                data);
        return new Message(event, new Slot(1_700_000_000_125L));
    }

    @Test
    void decodeReturnsWhatWasEncoded() throws Exception {
        Message message = message(DATA);

        assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
    }

    private static Message filedMessage(long at) {
        Event event = new Event(
                new EventId("game/1"),
                new EventType("milestone"),
                new Source("cpo"),
                Optional.of(new FileName("0.34/milestones+x")),
                Instant.ofEpochMilli(1_700_000_000_123L),
                Optional.of(Instant.ofEpochMilli(at)),
                "{}");
        return new Message(event, new Slot(1_700_000_000_125L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_589_794_414_000L, 0, -2_208_988_800_000L})
    void fileAndTimeAreKept(long at) throws Exception {
        assertThat(MessageCodec.decode(MessageCodec.encode(filedMessage(at)))).isEqualTo(filedMessage(at));
    }

    @ParameterizedTest
    @CsvSource({
        "EVENT_TEST, ~b/~q83vEjRWeJCrze8SNFZ4kA",
        "org.dcss.page-view, ~c/a8e1b0d1f7d5a7f8a8e1b0d1f7d5a7f8a8e1b0d1f7d5a7f8a8e1b0d1f7d5a7f8",
        "Z, ~b/order-17"
    })
    void typesAndIdsOfEnvelopesAreKept(String type, String id) throws Exception {
        Message message = new Message(
                new Event(new EventId(id), new EventType(type), new Source("cpo"), Instant.ofEpochMilli(5), "{}"),
                new Slot(5));

        assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void messageOfAVersionBeforeIsReadAsSuch(int version) throws Exception {
        String text = MessageCodec.encode(message(DATA)).replace("{\"v\":4,", "{\"v\":" + version + ",");

        assertThat(MessageCodec.decode(text))
                .isEqualTo(new Message(message(DATA).event(), message(DATA).start(), version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":5}",
                "{\"v\":5,\"later\":1,\"data\":\"not even an object\"}",
                "{\"v\":40,\"id\":\"a b\"} whatever follows"
            })
    void messageOfALaterVersionIsNotMalformed(String text) {
        assertThatThrownBy(() -> MessageCodec.decode(text))
                .isInstanceOf(NewerMessageException.class)
                .hasMessageContaining("newer than this consumer");
    }

    @Test
    void encodedFormStaysAsItIsForMessagesAreUnderWay() {
        assertThat(MessageCodec.encode(message("{\"a\":\"\\u00e9\"}")))
                .isEqualTo("{\"v\":4,\"id\":\"game/1\",\"src\":\"cpo\",\"type\":\"milestone\","
                        + "\"accepted\":1700000000123,\"slot\":1700000000125,\"data\":{\"a\":\"\\u00e9\"}}");
        assertThat(MessageCodec.encode(filedMessage(1_589_794_414_000L)))
                .isEqualTo("{\"v\":4,\"id\":\"game/1\",\"src\":\"cpo\",\"type\":\"milestone\","
                        + "\"file\":\"0.34/milestones+x\",\"accepted\":1700000000123,\"at\":1589794414000,"
                        + "\"slot\":1700000000125,\"data\":{}}");
    }

    @Test
    void dataMayStandAnywhereAndIsNotLookedInto() throws Exception {
        String data = "{\"" + "n".repeat(60_000) + "\":[{\"a\\\"]\":1e9999999}],\"\\ud800\":{}}";
        Message message = message(data);
        String encoded = MessageCodec.encode(message);
        String first = "{\"data\":" + data + "," + encoded.substring(1, encoded.indexOf(",\"data\":")) + " } ";

        assertThat(MessageCodec.decode(encoded)).isEqualTo(message);
        assertThat(MessageCodec.decode(first)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"v\":2}",
                "{\"v\":0,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{}}",
                "{\"v\":2,\"more\":1}",
                "{\"v\":4,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"file\":\"a//b\",\"accepted\":1,\"slot\":1,\"data\":{}}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":[]}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{}} x",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{\"a\":[}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{\"a}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{},\"data\":{}}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{}5}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":\"x\",\"data\":{}}",
                "{\"v\":1,\"id\":\"a b\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":1,\"data\":{}}",
                "{\"v\":1,\"id\":\"a\",\"src\":\"cpo\",\"type\":\"milestone\",\"accepted\":1,\"slot\":-1,\"data\":{}}"
            })
    void decodeRefusesWhatIsNoMessage(String text) {
        assertThatThrownBy(() -> MessageCodec.decode(text)).isInstanceOf(MalformedMessageException.class);
    }
}
