package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /counts} over any log and any table of views. */
abstract class CountsContract {

    private static final Day DAY = Samples.DAY;
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock(DAY.first().start());
    private final List<StoredEvent> stored = new ArrayList<>();
    private StoreUnderTest store;
    private Client client;

    /** Empty, with a settle time of {@link StoreUnderTest#SETTLE}. */
    abstract StoreUnderTest store(TestClock clock);

    @BeforeEach
    void start() {
        store = store(clock);
        client = store.client("counts");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private void put(Slot slot, String src, String type) {
        Event event = Samples.event(src, type, "e" + slot.millis(), "{}");
        store.put(slot, event);
        stored.add(new StoredEvent(slot, event));
    }

    /** As {@code day/hour src type} to how many. */
    private static Map<String, Long> counted(Reply reply) {
        Map<String, Long> counted = new TreeMap<>();
        for (JsonNode day : reply.json().get("days")) {
            for (JsonNode src : day.get("sources")) {
                src.get("types").properties().forEach(type -> {
                    for (int hour = 0; hour < 24; hour++) {
                        long number = type.getValue().get(hour).longValue();
                        if (number > 0) {
                            counted.put(
                                    day.get("ts_day").longValue() + "/" + hour + " "
                                            + src.get("src").textValue() + " " + type.getKey(),
                                    number);
                        }
                    }
                });
            }
        }
        return counted;
    }

    private Map<String, Long> recount(long through) {
        Map<String, Long> counted = new TreeMap<>();
        stored.stream().filter(event -> event.slot().millis() <= through).forEach(event -> {
            Day day = event.slot().day();
            long hour = (event.slot().millis() - day.startMillis()) / HOUR.toMillis();
            counted.merge(
                    day.startMillis() + "/" + hour + " " + event.event().src() + " "
                            + event.event().type(),
                    1L,
                    Long::sum);
        });
        return counted;
    }

    @Test
    void countsEqualARecountAtTheHorizonWhereverTheProjectorIs() {
        Random random = new Random(11);
        store.project("counts", new Counts(), "");
        Slot last = DAY.first();
        for (int round = 0; round < 30; round++) {
            for (int i = random.nextInt(12); i > 0; i--) {
                last = new Slot(last.millis() + 1 + random.nextInt(2_000_000));
                put(last, random.nextBoolean() ? "cpo" : "cao", random.nextBoolean() ? "milestone" : "logfile");
            }
            clock.set(last.start().plusMillis(random.nextInt(5000)));
            if (random.nextBoolean()) {
                store.step(new Counts());
            }

            Reply reply = client.get("/counts?from=" + DAY.startMillis() + "&by=hour");
            long through = Long.parseLong(reply.header("Complete-Through"));

            assertThat(through)
                    .isEqualTo(clock.instant().minus(StoreUnderTest.SETTLE).toEpochMilli());
            assertThat(counted(reply)).isEqualTo(recount(through));
        }
        assertThat(stored).hasSizeGreaterThan(100);
    }

    @Test
    void daysAndHoursAreShownWithoutEmptyOnes() {
        put(DAY.first(), "cpo", "milestone");
        put(new Slot(DAY.startMillis() + 7 * HOUR.toMillis()), "cpo", "milestone");
        put(new Slot(DAY.startMillis() + 8 * HOUR.toMillis()), "cao", "logfile");
        put(DAY.next().next().first(), "cpo", "logfile");
        clock.set(DAY.next().next().next().first().start());
        store.project("counts", new Counts(), "");

        Reply days = client.get("/counts?from=2020-05-18&to=2020-05-20");
        assertThat(days.status()).isEqualTo(200);
        assertThat(days.header("Content-Type")).isEqualTo("application/json");
        assertThat(days.text())
                .isEqualTo("{\"from\":1589760000000,\"to\":1589932800000,\"days\":["
                        + "{\"ts_day\":1589760000000,\"sources\":[{\"src\":\"cao\",\"types\":{\"logfile\":1}},"
                        + "{\"src\":\"cpo\",\"types\":{\"milestone\":2}}]},"
                        + "{\"ts_day\":1589932800000,\"sources\":[{\"src\":\"cpo\",\"types\":{\"logfile\":1}}]}]}");
        assertThat(client.get("/counts?from=2020-05-18&to=2020-05-18&by=hour&src=cpo")
                        .text())
                .endsWith("{\"src\":\"cpo\",\"types\":{\"milestone\":"
                        + "[1,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}}]}]}");
        assertThat(client.get("/counts?from=2020-05-18&to=2020-05-20&type=logfile&src=cpo")
                        .text())
                .isEqualTo("{\"from\":1589760000000,\"to\":1589932800000,\"days\":["
                        + "{\"ts_day\":1589932800000,\"sources\":[{\"src\":\"cpo\",\"types\":{\"logfile\":1}}]}]}");
        assertThat(client.get("/counts?to=2020-05-19").text())
                .isEqualTo("{\"from\":1589846400000,\"to\":1589846400000,\"days\":[]}");
    }

    @Test
    void todayIsWhatIsCountedWhereNothingIsSaid() {
        store.project("counts", new Counts(), "");
        clock.set(DAY.first().start().plus(HOUR));

        assertThat(client.get("/counts").text()).isEqualTo("{\"from\":1589760000000,\"to\":1589760000000,\"days\":[]}");
        assertThat(client.get("/counts?from=2020-05-17").text())
                .isEqualTo("{\"from\":1589673600000,\"to\":1589760000000,\"days\":[]}");
    }

    @Test
    void rangeThatIsOverIsKeptForADayAndAnOpenOneForASecond() {
        put(DAY.first(), "cpo", "milestone");
        store.project("counts", new Counts(), "");
        String range = "/counts?from=2020-05-18&to=2020-05-18";

        clock.set(DAY.next().first().start().plus(StoreUnderTest.SETTLE).minusMillis(2));
        assertThat(client.get(range).header("Cache-Control")).isEqualTo("public, max-age=1");
        clock.advance(Duration.ofMillis(1));
        assertThat(client.get(range).header("Cache-Control")).isEqualTo("public, max-age=86400");
    }

    @Test
    void knownCountsAreNotSentAgainThoughTheyAreCompleteForLonger() {
        put(DAY.first(), "cpo", "milestone");
        clock.set(DAY.first().start().plus(HOUR));
        store.project("counts", new Counts(), "");
        Reply first = client.withGzip().get("/counts");

        clock.advance(HOUR);
        Reply again =
                client.withGzip().with("if-none-match", first.header("ETag")).get("/counts");

        assertThat(first.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Complete-Through")).isNotEqualTo(first.header("Complete-Through"));
        assertThat(client.with("if-none-match", first.header("ETag"))
                        .get("/counts")
                        .status())
                .isEqualTo(200);
        Reply head = client.head("/counts");
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(String.valueOf(client.get("/counts").text().length()));
        assertThat(head.header("Complete-Through")).isEqualTo(again.header("Complete-Through"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=1589760000001 | from=1589760000001 is not the start of a UTC day; the nearest is"
                        + " from=1589760000000 (2020-05-18).",
                "to=1589760000 | to=1589760000 looks like seconds, but to is in milliseconds; the nearest day is"
                        + " to=1589760000000 (2020-05-18).",
                "from=2020-02-30 | from=2020-02-30 is no date of the calendar.",
                "to=1969-12-31 | to must not lie before 1970-01-01.",
                "from=May | from must be a date, such as 2020-05-18, or the first millisecond of a UTC day, such as"
                        + " 1589760000000, given once, not \"May\".",
                "from=2020-05-19&to=2020-05-18 | from must not come after to: did you mean from=1589760000000"
                        + " (2020-05-18) and to=1589846400000 (2020-05-19)?",
                "from=2020-01-01&to=2021-01-01 | A range has at most 366 days, not 367: the longest from there ends"
                        + " with to=1609372800000 (2020-12-31).",
                "by=minute | by must be day or hour, not \"minute\".",
                "day=2020-05-18 | \"day\" is no parameter; there are from, to, by, src, type.",
                "src=CPO | src must hold names of sources, such as cpo: a letter, then up to 31 of a-z, 0-9 and -, with"
                        + " commas between them, at most 50, not \"CPO\"."
            })
    void whatIsWrongIsNamedWithTheNearestRightValue(String parameters, String detail) {
        Reply reply = client.get("/counts?" + parameters);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).isEqualTo(detail);
    }

    @Test
    void longestRangeIsAnswered() {
        clock.set(DAY.first().start());
        store.project("counts", new Counts(), "");

        assertThat(client.get("/counts?from=2020-01-01&to=2020-12-31").status()).isEqualTo(200);
    }

    @Test
    void viewThatIsNotServedYetIsUnavailableAndOneThatIsSwitchedOffNotFound() {
        Reply filling = client.get("/counts");
        assertThat(filling.status()).isEqualTo(503);
        assertThat(filling.header("Retry-After")).isEqualTo("60");

        store.serve("counts", "counts.0");
        assertThat(store.client("counts").get("/counts").status()).isEqualTo(503);

        store.project("counts", new Counts(), "");
        assertThat(store.client("counts").get("/counts").status()).isEqualTo(200);
        Reply off = store.client("xlog", "entities").get("/counts");
        assertThat(off.status()).isEqualTo(404);
        assertThat(off.detail()).contains("counts is switched off");
    }

    @Test
    void manyTypesAreCountedApart() {
        for (int type = 0; type < 150; type++) {
            put(new Slot(DAY.startMillis() + type), "cpo", "t" + type);
        }
        clock.set(DAY.next().first().start());
        store.project("counts", new Counts(), "");

        assertThat(client.get("/counts?from=2020-05-18&to=2020-05-18").json().at("/days/0/sources/0/types"))
                .hasSize(150);
    }
}
