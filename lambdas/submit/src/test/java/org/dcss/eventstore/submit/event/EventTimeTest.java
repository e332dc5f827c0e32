package org.dcss.eventstore.submit.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTimeTest {

    @ParameterizedTest
    @CsvSource({
        "20200418093334S, cpo, 2020-05-18T09:33:34Z",
        "20200418093334D, cpo, 2020-05-18T09:33:34Z",
        "20200003000000S, cpo, 2020-01-03T00:00:00Z",
        "20201131235959D, cpo, 2020-12-31T23:59:59Z",
        "20200129120000S, cpo, 2020-02-29T12:00:00Z",
        "19691131235959S, cpo, 1969-12-31T23:59:59Z",
        "20080101120000S, cpo, 2008-02-01T12:00:00Z",
        "20080101120000S, cao, 2008-02-01T17:00:00Z",
        "20080501120000D, cao, 2008-06-01T16:00:00Z",
        "20080101120000S, cdo, 2008-02-01T11:00:00Z",
        "20080501120000D, cdo, 2008-06-01T10:00:00Z",
        "20080706232959D, cao, 2008-08-07T03:29:59Z",
        "20080707033000D, cao, 2008-08-07T03:30:00Z",
        "20080707053000D, cdo, 2008-08-07T05:30:00Z",
        "20260418093334D, cao, 2026-05-18T09:33:34Z"
    })
    void timeOfTheGameIsRead(String text, String src, Instant at) {
        assertThat(EventTime.parse(text, new Source(src))).contains(at);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T17:40:00Z, 2026-11-26T17:40:00Z",
        "2026-11-26T17:40:00.123987+01:00, 2026-11-26T16:40:00.123Z"
    })
    void timeOfRfc3339IsRead(String text, Instant at) {
        assertThat(EventTime.parse(text, new Source("cpo"))).contains(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "20201203093334S",
                "20200131093334S",
                "20200418250000S",
                "2020x418093334S",
                "202004-1093334S",
                "20200418093334Z",
                "2026-11-26T17:40:00",
                "+999999999-12-31T23:59:59.999999999-18:00"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(EventTime.parse(text, new Source("cpo"))).isEmpty();
    }

    @Test
    void schemaSaysWhereTheTimeIs() {
        EventSchema schema = SchemaCatalog.parse(
                new EventType("seen"), new JSONObject("{\"x-time\":\"/data/when~1where/0\",\"type\":\"object\"}"));

        assertThat(at(schema, "{\"data\":{\"when/where\":[\"20200418093334S\"]}}"))
                .contains(Instant.parse("2020-05-18T09:33:34Z"));
        assertThat(at(schema, "{\"data\":{\"when/where\":[7]}}")).isEmpty();
        assertThat(at(schema, "{\"data\":{\"when/where\":[]}}")).isEmpty();
        assertThat(at(schema, "{\"data\":{}}")).isEmpty();
        assertThat(at(SchemaCatalog.parse(new EventType("said"), new JSONObject("{}")), "{\"data\":{}}"))
                .isEmpty();
    }

    private static Optional<Instant> at(EventSchema schema, String event) {
        return schema.at(new JSONObject(event), new Source("cpo"));
    }
}
