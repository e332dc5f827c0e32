package org.dcss.eventstore.query.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | JSON",
                "*/* | JSON",
                "application/* | JSON",
                "application/json | JSON",
                "APPLICATION/JSON;charset=utf-8 | JSON",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | JSON",
                "application/x-ndjson | NDJSON",
                "application/x-ndjson, */*;q=0.1 | NDJSON",
                "application/json;q=0.5 , application/x-ndjson;q=0.6 | NDJSON",
                "application/json, application/x-ndjson | JSON",
                "application/json;q=0, */* | NDJSON",
                "application/json;q=0, application/x-ndjson;q=0.0, */*;q=0.1 | CLOUDEVENTS",
                "application/*;q=0.1, application/cloudevents-batch+json;q=0.2 | CLOUDEVENTS",
                "*/*;q=0.9, application/*;q=0.1, application/x-ndjson;Q=0.2 | NDJSON",
                "text/plain;a=\"\\\", application/json, \", application/x-ndjson | NDJSON",
                "application/json;v=1;q=0.1, application/json;q=0.9, application/x-ndjson;q=0.5 | JSON"
            })
    void clientGetsWhatItLikesBest(String accept, Format format) {
        assertThat(Format.negotiated(accept, Format.OF_MANY)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "application/xml, text/plain;q=0.5",
                "application/json;q=0",
                "*/*;q=0",
                "application/json;q=nonsense",
                "application/cloudevents+json",
                "json",
                ",;",
                "text/plain;a=\"application/json"
            })
    void clientThatTakesNoneOfThemGetsNone(String accept) {
        assertThat(Format.negotiated(accept, Format.OF_MANY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ONE",
                "*/* | ONE",
                "application/cloudevents+json | ONE_CLOUDEVENT",
                "application/cloudevents+json, application/json | ONE",
                "application/cloudevents+json, application/json;q=0.9 | ONE_CLOUDEVENT"
            })
    void soDoesWhoAsksForOneEvent(String accept, Format format) {
        assertThat(Format.negotiated(accept, Format.OF_ONE)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void endlessHeaderIsReadOnce(int length) {
        assertThat(Format.negotiated("\"".repeat(length) + "a,;".repeat(length), List.of(Format.JSON)))
                .isEmpty();
    }
}
