package org.dcss.eventstore.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamEventTest {

    private static final Instant NOW = Instant.parse("2026-05-18T12:00:00.123Z");

    private static StreamEvent event(String stream, long version) {
        Draft draft = new Draft(
                new StreamId(stream), new Source("cpo"), "\"é\u0000\uFFFF\uD83D\uDC09", "AA==", new EventId("a"));
        return new StreamEvent(draft, version, NOW);
    }

    @Test
    void formInTheLogStaysAsItIsForItIsComparedWithWhatIsThere() {
        Event inLog = event("order:1", 12).inLog();

        assertThat(inLog)
                .isEqualTo(new Event(
                        new EventId("~s/order:1/12"),
                        StreamEvent.TYPE,
                        new Source("cpo"),
                        NOW,
                        "{\"stream\":\"order:1\",\"version\":12,"
                                + "\"type\":\"\\\"\\u00E9\\u0000\\uFFFF\\uD83D\\uDC09\",\"data\":\"AA==\"}"));
        assertThat(inLog.id().mayComeAgain()).isTrue();
        assertThat(inLog.id().isClientMade()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, StreamEvent.MAX_VERSION})
    void everyVersionHasAnIdInTheLog(long version) {
        assertThat(event("a".repeat(128), version).inLog().id().value()).endsWith("/" + version);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, StreamEvent.MAX_VERSION + 1})
    void otherNumbersAreNoVersions(long version) {
        assertThatThrownBy(() -> event("a", version)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~s//1",
                "~s/a/b/1",
                "~s/a/0",
                "~s/a/01",
                "~s/a/-1",
                "~s/a/",
                "~s/a",
                "~s/a~/1",
                "~t/a/1",
                "~s/é/1"
            })
    void whatOnlyLooksLikeAnIdOfAVersionIsNone(String id) {
        assertThatThrownBy(() -> new EventId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "~a", "é"})
    void otherTextsAreNoStreams(String id) {
        assertThat(StreamId.isId(id)).isFalse();
        assertThatThrownBy(() -> new StreamId(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
