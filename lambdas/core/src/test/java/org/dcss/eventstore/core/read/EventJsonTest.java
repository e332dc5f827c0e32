package org.dcss.eventstore.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventJsonTest {

    private static final String REASON = "forged with a \"leaked\" key: é";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"é\"}",
                "{\"a\":{\"x\":1,\"data\":2}}",
                "{\"a\":1,\"withdrawn\":\"no\"}",
                "{\"a\":\",\\\"ts\\\":7,\\\"data\\\":8\"}"
            })
    void withdrawingTheJsonIsTheJsonOfTheWithdrawnEvent(String data) {
        Event event = Samples.filed(
                Samples.event("cpo", "milestone", "e1", data),
                "0.34/logfile",
                Samples.slot(5).start());
        StoredEvent stored = new StoredEvent(Samples.slot(7), event);
        Event without =
                new Event(event.id(), event.type(), event.src(), event.file(), event.accepted(), event.at(), "");
        byte[] right = EventJson.of(new StoredEvent(Samples.slot(7), without, Optional.of(REASON)));

        byte[] json = EventJson.of(stored);

        assertThat(EventJson.withdrawn(json, REASON).orElseThrow()).asString().isEqualTo(text(right));
        assertThat(EventJson.withdrawn(right, "another")).isEmpty();
        assertThat(EventJson.slot(json)).isEqualTo(Samples.slot(7));
        assertThat(EventJson.slot(right)).isEqualTo(Samples.slot(7));
    }

    @Test
    void whatIsNoEventHasNoSlot() {
        assertThatThrownBy(() -> EventJson.slot("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
