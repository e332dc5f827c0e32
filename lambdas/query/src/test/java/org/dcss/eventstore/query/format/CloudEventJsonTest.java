package org.dcss.eventstore.query.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Read by the official SDK, which refuses what is no CloudEvent. */
final class CloudEventJsonTest {

    private static final Slot SLOT = new Slot(1589794414001L);

    private static Event event(Optional<Instant> at, String data) {
        return new Event(
                new EventId("game:1/+=.-_"),
                new EventType("milestone"),
                new Source("cpo"),
                Optional.of(new FileName("0.34/milestones+x")),
                Instant.ofEpochMilli(1589794414000L),
                at,
                data);
    }

    private static CloudEvent read(StoredEvent event) {
        return new JsonFormat().deserialize(CloudEventJson.of(event));
    }

    @Test
    void attributesAreTheEventsOwn() {
        CloudEvent read = read(new StoredEvent(SLOT, event(Optional.of(Instant.ofEpochMilli(-1)), "{\"a\":1}")));

        assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(read.getId()).isEqualTo("game:1/+=.-_");
        assertThat(read.getSource()).isEqualTo(URI.create("urn:dcss:source:cpo"));
        assertThat(read.getType()).isEqualTo("milestone");
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("1969-12-31T23:59:59.999Z"));
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getSubject()).isNull();
        assertThat(read.getExtensionNames()).containsExactlyInAnyOrder("ts", "tsday", "file", "accepted");
        assertThat(read.getExtension("ts")).isEqualTo("1589794414001");
        assertThat(read.getExtension("tsday")).isEqualTo("1589760000000");
        assertThat(read.getExtension("file")).isEqualTo("0.34/milestones+x");
        assertThat(read.getExtension("accepted")).isEqualTo("1589794414000");
        assertThat(text(read)).isEqualTo("{\"a\":1}");
    }

    @Test
    void dataStandsThereAsItWasSent() {
        String data = "{\"name\":\"龍\",\"seed\":12345678901234567890,\"x\":1.10e+2,\"e\":\"\\u00e9\\/\",\"a\":[]}";

        byte[] json = CloudEventJson.of(new StoredEvent(SLOT, event(Optional.empty(), data)));

        assertThat(new String(json, StandardCharsets.UTF_8)).endsWith(",\"data\":" + data + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "-62167219200000, 0000-01-01T00:00:00Z",
        "-62167219200001, 2020-05-18T09:33:34Z",
        "253402300799999, 9999-12-31T23:59:59.999Z",
        "253402300800000, 2020-05-18T09:33:34Z"
    })
    void timeThatCloudEventsCannotSayIsThatOfAcceptance(long at, String time) {
        CloudEvent read = read(new StoredEvent(SLOT, event(Optional.of(Instant.ofEpochMilli(at)), "{}")));

        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse(time));
    }

    @Test
    void withdrawnEventHasTheReasonAndNoData() {
        CloudEvent read =
                read(new StoredEvent(SLOT, event(Optional.empty(), ""), Optional.of("asked \"by\" \\ the player é")));

        assertThat(read.getExtension("withdrawn")).isEqualTo("asked \"by\" \\ the player é");
        assertThat(read.getData()).isNull();
        assertThat(read.getDataContentType()).isNull();
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2020-05-18T09:33:34Z"));
    }

    @Test
    void whatWasACloudEventIsGivenBackAsThat() {
        String sent =
                "{\"id\":\"7\",\"specversion\":\"1.0\",\"data\":{\"é\":1.0},\"type\":\"page-view\",\"source\":\"/a\"}";
        EventId id = EventId.ofCloudEvent("/a", "7");
        Event event = new Event(
                id, new EventType("page-view"), new Source("cpo"), Instant.ofEpochMilli(1589794414000L), sent);

        assertThat(new String(CloudEventJson.of(new StoredEvent(SLOT, event)), StandardCharsets.UTF_8))
                .isEqualTo(sent);
        CloudEvent withdrawn = read(new StoredEvent(SLOT, event, Optional.of("a wish")));
        assertThat(withdrawn.getId()).isEqualTo(id.value());
        assertThat(withdrawn.getExtension("withdrawn")).isEqualTo("a wish");
    }

    @Test
    void whatCameInAnotherEnvelopeIsACloudEventAroundIt() {
        String sent = "{\"EventType\":\"EVENT_TEST\",\"ID\":\"7\"}";
        EventId id = EventId.ofEventBase(new EventId("7"));

        CloudEvent read = read(new StoredEvent(
                SLOT,
                new Event(
                        id,
                        new EventType("EVENT_TEST"),
                        new Source("cpo"),
                        Instant.ofEpochMilli(1589794414000L),
                        sent)));

        assertThat(read.getId()).isEqualTo(id.value());
        assertThat(read.getType()).isEqualTo("EVENT_TEST");
        assertThat(text(read)).isEqualTo(sent);
    }

    private static String text(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }
}
