package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.sources.Sources;
import org.dcss.eventstore.core.xlog.Xlog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code GET /sources} over any log and any table of views. */
abstract class SourcesContract {

    private static final Day DAY = Samples.DAY;
    private static final Instant NOON = DAY.first().start().plus(Duration.ofHours(12));

    private final TestClock clock = new TestClock(NOON);
    private StoreUnderTest store;

    /** Empty, with a settle time of {@link StoreUnderTest#SETTLE}. */
    abstract StoreUnderTest store(TestClock clock);

    @BeforeEach
    void start() {
        store = store(clock);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private void put(Instant at, String src, String type) {
        Slot slot = Slot.at(at);
        store.put(slot, Samples.event(src, type, "e" + slot.millis(), "{}"));
    }

    private void project() {
        store.project("sources", new Sources(), "");
        store.project("counts", new Counts(), "");
        store.project("xlog", new Xlog(), "");
    }

    private static JsonNode of(Reply reply, String src) {
        for (JsonNode source : reply.json().get("sources")) {
            if (source.get("src").textValue().equals(src)) {
                return source;
            }
        }
        throw new AssertionError("no " + src + " in " + reply.text());
    }

    @Test
    void sourceIsShownWithWhatIsSaidOfItAndWhatItHasSent() {
        put(NOON.minus(Duration.ofHours(30)), "cpo", "logfile");
        put(NOON.minus(Duration.ofHours(23)), "cpo", "milestone");
        project();
        // The sources know of this one, and the counts do not yet.
        put(NOON.minus(Duration.ofHours(1)), "cpo", "milestone");
        store.step(new Sources());

        Reply reply = store.client("counts", "xlog").get("/sources");

        assertThat(of(reply, "cpo").toString())
                .isEqualTo("{\"src\":\"cpo\",\"title\":\"crawl.project357.org\","
                        + "\"morgue\":\"https://crawl.project357.org/morgue/{name}/morgue-{name}-{end}.txt\","
                        + "\"home\":\"https://crawl.project357.org\",\"quiet_after\":21600,\"quiet\":false,"
                        + "\"events\":3,\"events_24h\":2,\"first\":"
                        + NOON.minus(Duration.ofHours(30)).toEpochMilli()
                        + ",\"last\":" + NOON.minus(Duration.ofHours(1)).toEpochMilli()
                        + ",\"types\":[\"logfile\",\"milestone\"],\"files\":[\"logfile\",\"milestones\"]}");
        assertThat(reply.header("Complete-Through"))
                .isEqualTo(Long.toString(NOON.minus(StoreUnderTest.SETTLE).toEpochMilli()));
    }

    @Test
    void sourceIsQuietAfterTheTimeThatIsSaidOrADay() {
        put(NOON, "cpo", "milestone");
        put(NOON.plusMillis(1), "unheard-of", "milestone");
        project();
        Client client = store.client("counts");

        clock.set(NOON.plus(Duration.ofHours(6)));
        assertThat(of(client.get("/sources"), "cpo").get("quiet").booleanValue())
                .isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(of(client.get("/sources"), "cpo").get("quiet").booleanValue())
                .isTrue();
        assertThat(of(client.get("/sources"), "unheard-of").get("quiet").booleanValue())
                .isFalse();
        clock.set(NOON.plus(Duration.ofDays(1)).plusMillis(2));
        JsonNode unheard = of(client.get("/sources"), "unheard-of");
        assertThat(unheard.get("quiet").booleanValue()).isTrue();
        assertThat(unheard.has("title")).isFalse();
        assertThat(unheard.has("files")).isFalse();
    }

    @Test
    void lastDayIsCountedByWholeHours() {
        put(NOON.minus(Duration.ofHours(24)).minusMillis(1), "cpo", "milestone");
        put(NOON.minus(Duration.ofHours(23)).minusMillis(1), "cpo", "milestone");
        put(NOON.minus(Duration.ofHours(23)), "cpo", "milestone");
        put(NOON, "cpo", "milestone");
        clock.set(NOON.plus(Duration.ofMinutes(59)));
        project();

        assertThat(of(store.client("counts").get("/sources"), "cpo")
                        .get("events_24h")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void sourceThatHasSentNothingIsShownAsDescribed() {
        project();

        Reply reply = store.client("counts").withGzip().get("/sources");
        JsonNode cao = of(reply, "cao");

        assertThat(cao.get("events").intValue()).isZero();
        assertThat(cao.get("quiet").booleanValue()).isTrue();
        assertThat(cao.has("first")).isFalse();
        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=10");
        assertThat(store.client("counts")
                        .withGzip()
                        .with("if-none-match", reply.header("ETag"))
                        .get("/sources")
                        .status())
                .isEqualTo(304);
        assertThat(store.client("counts").head("/sources").text()).isEmpty();
    }

    @Test
    void itComesWithTheCountsAndTakesNoParameters() {
        assertThat(store.client("xlog").get("/sources").status()).isEqualTo(404);
        assertThat(store.client("counts").get("/sources").status()).isEqualTo(503);
        project();
        assertThat(store.client("counts").get("/sources").status()).isEqualTo(200);
        assertThat(store.client("counts").get("/sources?src=cpo").status()).isEqualTo(400);
    }
}
