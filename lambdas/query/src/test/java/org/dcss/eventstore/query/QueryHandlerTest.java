package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.query.answer.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler over a table in memory whose reads end after 100 events. */
final class QueryHandlerTest {

    private static final Day DAY = Samples.DAY;
    private static final Day NEXT = DAY.next();
    private static final String WHOLE_DAY = "/events?ts_day=" + DAY.startMillis();
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final MemoryEventTable table = new MemoryEventTable(100);
    private final RecordingLog log = new RecordingLog(table);
    private final TestClock clock =
            new TestClock(NEXT.first().start().plus(SETTLE).plus(Duration.ofMinutes(20)));
    private final List<Measurements> measured = new ArrayList<>();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final Client client = new Client(new QueryHandler(new QueryHandler.Parts(
            log,
            Optional.empty(),
            new Settling(SETTLE),
            new Caching(Optional.empty()),
            readers,
            new Platform(
                    clock,
                    new Log("test", Log.Level.INFO, clock, new PrintStream(logged, true, StandardCharsets.UTF_8)),
                    measured::add))));

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    @Test
    void eventIsShownAsItWasSentWithWhatTheStoreAdded() {
        String data = "{\"name\":\"龍\",\"seed\":12345678901234567890,\"x\":1.10e+2,\"e\":\"\\u00e9\\/\",\"a\":[]}";
        table.open(DAY);
        put(5, Samples.event("cpo", "milestone", "game:1", data));

        String event = "{\"ts_day\":1589760000000,\"ts\":1589760000005,\"id\":\"game:1\",\"type\":\"milestone\","
                + "\"src\":\"cpo\",\"accepted\":1589760001234,\"data\":" + data + "}";
        assertThat(client.get(WHOLE_DAY).text()).isEqualTo("[" + event + "]");
        assertThat(client.withGzip().get(WHOLE_DAY).text()).isEqualTo("[" + event + "]");
        assertThat(client.get("/events?after=0").text()).isEqualTo("[" + event + "]");
        assertThat(client.get("/events/1589760000005").text()).isEqualTo(event);
    }

    @Test
    void fileAndTimeOfAnEventAreShown() {
        table.open(DAY);
        put(5, Samples.filed(Samples.event("a"), "0.34/milestones+x", Instant.ofEpochMilli(-1)));

        assertThat(client.get("/events/1589760000005").text())
                .contains(
                        "\"src\":\"cpo\",\"file\":\"0.34/milestones+x\",\"accepted\":1589760001234,\"at\":-1,\"data\":");
    }

    @Test
    void fileAndAgeFilterTheDayAndTheFeed() {
        table.open(DAY);
        put(5, Samples.filed(Samples.event("old"), "a", clock.instant().minusSeconds(61)));
        put(6, Samples.filed(Samples.event("new"), "a", clock.instant().minusSeconds(60)));
        put(7, Samples.filed(Samples.event("other"), "b", clock.instant()));
        put(8, Samples.event("none"));

        for (String address : List.of(WHOLE_DAY, "/events?after=0")) {
            assertThat(client.get(address + "&file=a").text())
                    .contains("\"old\"", "\"new\"")
                    .doesNotContain("\"other\"", "\"none\"");
            assertThat(client.get(address + "&file=a,b&max_age=60").text())
                    .contains("\"new\"", "\"other\"")
                    .doesNotContain("\"old\"", "\"none\"");
        }
        assertThat(client.get("/events?after=0&file=a,b&max_age=60").header("Link"))
                .isEqualTo("<events?after=1589760000008&file=a%2Cb&max_age=60>; rel=\"next\"");
    }

    @Test
    void dayWithoutEventsIsAnEmptyArray() {
        Reply reply = client.get(WHOLE_DAY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("[]");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.next()).isEmpty();
    }

    @Test
    void dayIsReadWholeThoughEachReadEndsEarly() {
        put(0, 1234, "cpo");

        Reply reply = client.get(WHOLE_DAY);

        assertThat(reply.slots()).hasSize(1234).isSorted();
        assertThat(reply.next()).isEmpty();
    }

    @Test
    void compressionFollowsWhatTheClientAccepts() {
        put(0, 10, "cpo");

        assertThat(client.get(WHOLE_DAY).headers())
                .doesNotContainKey("Content-Encoding")
                .containsEntry("Vary", "Accept, Accept-Encoding");
        assertThat(client.withGzip().get(WHOLE_DAY).headers())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept, Accept-Encoding");
        assertThat(client.with("accept-encoding", "gzip;q=0").get(WHOLE_DAY).headers())
                .doesNotContainKey("Content-Encoding");
    }

    @Test
    void dayToComeIsEmptyAndMayChange() {
        clock.set(DAY.first().start().minus(Duration.ofDays(2)));

        Reply reply = client.get(WHOLE_DAY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("[]");
        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=1");
    }

    @Test
    void olderStretchIsReadEventuallyAndTheRestStrongly() {
        clock.set(DAY.first().start().plus(Duration.ofHours(12)));

        client.get(WHOLE_DAY);

        Slot edge = Slot.at(clock.instant().minus(Duration.ofMinutes(15)));
        Slot horizon = Slot.at(clock.instant().minus(SETTLE));
        assertThat(log.reads())
                .containsExactly(
                        new RecordingLog.Read(DAY.first(), edge, Consistency.EVENTUAL),
                        new RecordingLog.Read(edge.next(), horizon, Consistency.STRONG),
                        new RecordingLog.Read(horizon.next(), DAY.last(), Consistency.STRONG));
    }

    @Test
    void oldDayIsReadEventually() {
        client.get(WHOLE_DAY);

        assertThat(log.reads()).containsExactly(new RecordingLog.Read(DAY.first(), DAY.last(), Consistency.EVENTUAL));
    }

    @Test
    void unsettledEventsOfAnOpenDayAreShown() {
        clock.set(DAY.first().start().plus(Duration.ofHours(12)));
        Slot now = Slot.at(clock.instant());
        table.put(now, Samples.event("a"));
        table.put(now.next(), Samples.event("ahead-of-this-clock"));

        Reply reply = client.get(WHOLE_DAY);

        assertThat(reply.slots()).containsExactly(now.millis(), now.millis() + 1);
        assertThat(reply.next()).isEmpty();
    }

    @Test
    void pageThatWouldEndAmongUnsettledEventsEndsAtTheHorizon() {
        clock.set(DAY.first().start().plus(Duration.ofHours(12)));
        Slot horizon = Slot.at(clock.instant().minus(SETTLE));
        String large = "{\"text\":\"" + "x".repeat(60_000) + "\"}";
        for (int i = 0; i < 40; i++) {
            table.put(new Slot(horizon.millis() - 1000 + 10L * i), Samples.event("cpo", "milestone", "s" + i, large));
            table.put(new Slot(horizon.millis() + 1 + 10L * i), Samples.event("cpo", "milestone", "u" + i, large));
        }

        Reply page = client.get(WHOLE_DAY);
        assertThat(page.slots()).hasSize(40).allMatch(ts -> ts <= horizon.millis());
        assertThat(page.next()).contains(WHOLE_DAY + "&after=" + horizon.millis());

        Slot late = new Slot(horizon.millis() + 2);
        table.put(late, Samples.event("late"));
        Reply rest = client.get(page.next().orElseThrow());
        assertThat(rest.slots()).hasSize(41).contains(late.millis());
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void unsettledEventsThatFitNoPageAreWaitedFor() {
        clock.set(DAY.first().start().plus(Duration.ofHours(12)));
        Slot horizon = Slot.at(clock.instant().minus(SETTLE));
        String large = "{\"text\":\"" + "x".repeat(60_000) + "\"}";
        for (int i = 1; i <= 100; i++) {
            table.put(new Slot(horizon.millis() + i), Samples.event("cpo", "milestone", "u" + i, large));
        }

        Reply page = client.get(WHOLE_DAY);
        assertThat(page.slots()).isEmpty();
        assertThat(client.get(page.next().orElseThrow()).next()).isEqualTo(page.next());

        clock.advance(SETTLE);
        List<Long> seen = follow(page.next().orElseThrow());
        assertThat(seen).hasSize(100).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void dayReadInPagesIsTheDayReadWhole() {
        String large = "{\"text\":\"" + "y".repeat(30_000) + "\"}";
        for (int i = 0; i < 500; i++) {
            put(i * 1000L, Samples.event(i % 2 == 0 ? "cpo" : "cao", "milestone", "e" + i, large));
        }

        Reply first = client.get(WHOLE_DAY);
        assertThat(first.slots()).hasSizeBetween(100, 499);
        assertThat(follow(WHOLE_DAY)).hasSize(500).isSorted().doesNotHaveDuplicates();
        assertThat(client.withGzip().get(WHOLE_DAY).slots()).isEqualTo(follow(WHOLE_DAY));
        assertThat(client.get(WHOLE_DAY + "&src=cpo").next().orElseThrow()).endsWith("&src=cpo");
        assertThat(follow(WHOLE_DAY + "&src=cpo")).hasSize(250).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void pageEndsWhenTimeRunsShort() {
        put(0, 500, "cpo");
        log.beforeEachRead(() -> clock.advance(Duration.ofSeconds(1)));

        Reply page = client.within(Duration.ofMillis(4500)).get(WHOLE_DAY);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.slots()).hasSizeBetween(100, 400);
        log.beforeEachRead(() -> {});
        List<Long> all = new ArrayList<>(page.slots());
        all.addAll(follow(page.next().orElseThrow()));
        assertThat(all).hasSize(500).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void restOfADayAfterItsEndIsEmpty() {
        put(5, Samples.event("a"));
        table.put(NEXT.first(), Samples.event("tomorrow"));

        assertThat(client.get(WHOLE_DAY + "&after=" + DAY.last().millis()).text())
                .isEqualTo("[]");
        assertThat(client.get(WHOLE_DAY + "&after=" + NEXT.startMillis()).text())
                .isEqualTo("[]");
        assertThat(client.get(WHOLE_DAY + "&after=0").slots()).hasSize(1);
    }

    @Test
    void feedShowsOnlyWhatHasSettled() {
        clock.set(DAY.first().start().plus(Duration.ofHours(12)));
        Slot horizon = Slot.at(clock.instant().minus(SETTLE));
        table.open(DAY);
        table.put(horizon, Samples.event("settled"));
        table.put(horizon.next(), Samples.event("unsettled"));

        Reply page = client.get("/events?after=" + (horizon.millis() - 1));

        assertThat(page.slots()).containsExactly(horizon.millis());
        assertThat(page.next()).contains("/events?after=" + horizon.millis());
        assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=1");
        clock.advance(Duration.ofMillis(1));
        assertThat(client.get(page.next().orElseThrow()).slots()).containsExactly(horizon.millis() + 1);
    }

    @Test
    void feedIsFollowedAcrossDaysInPages() {
        for (Day day : List.of(DAY, NEXT)) {
            table.open(day);
            for (int i = 0; i < 50; i++) {
                table.put(
                        new Slot(day.startMillis() + i),
                        Samples.event(i % 5 == 0 ? "cao" : "cpo", i % 2 == 0 ? "logfile" : "milestone", "e" + i, "{}"));
            }
        }
        clock.set(NEXT.next().first().start());

        assertThat(followFeed("/events?after=0&limit=7"))
                .hasSize(100)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(followFeed("/events?after=0&src=cao")).hasSize(20);
        assertThat(followFeed("/events?after=0&limit=1&src=cao&type=logfile")).hasSize(10);
        assertThat(client.get("/events?after=0&limit=7&src=cao&type=logfile")
                        .next()
                        .orElseThrow())
                .endsWith("&limit=7&src=cao&type=logfile");
    }

    @Test
    void filteredOutStretchAdvancesTheLinkToWhatWasExaminedLast() {
        table.open(DAY);
        put(0, 150, "cpo");

        Reply page = client.get("/events?after=0&src=nobody");
        assertThat(page.text()).isEqualTo("[]");
        assertThat(page.header("Caught-Up")).isEqualTo("?0");
        assertThat(page.next()).contains("/events?after=" + Samples.slot(99).millis() + "&src=nobody");

        page = client.get(page.next().orElseThrow());
        assertThat(page.text()).isEqualTo("[]");
        assertThat(page.header("Caught-Up")).isEqualTo("?1");
        assertThat(page.next()).contains("/events?after=" + Samples.slot(149).millis() + "&src=nobody");
    }

    @Test
    void emptyPageOfTheFeedLeadsToWhereItStarted() {
        table.open(DAY);
        put(0, 1, "cpo");
        long hourAhead = clock.millis() + 3_600_000;

        for (long after : new long[] {Samples.slot(0).millis(), clock.millis() - 10_000, hourAhead}) {
            Reply page = client.get("/events?after=" + after);
            assertThat(page.text()).isEqualTo("[]");
            assertThat(page.header("Caught-Up")).isEqualTo("?1");
            assertThat(page.next()).contains("/events?after=" + after);
        }
    }

    @Test
    void filteredDayEndsEarlyWithALink() {
        put(0, 1_000, "cpo");
        put(5_000, 1, "cao");

        Reply page = client.get(WHOLE_DAY + "&src=cao");
        assertThat(page.text()).isEqualTo("[]");
        assertThat(page.header("Caught-Up")).isEqualTo("?0");
        assertThat(log.reads()).hasSize(1);
        assertThat(page.next())
                .contains(WHOLE_DAY + "&after=" + Samples.slot(99).millis() + "&src=cao");
        assertThat(follow(WHOLE_DAY + "&src=cao"))
                .containsExactly(Samples.slot(5_000).millis());
    }

    @Test
    void headIsAnsweredAsGetIsWithoutTheBody() {
        table.open(DAY);
        put(0, 30, "cpo");

        for (String address : List.of(
                WHOLE_DAY,
                "/events?after=0",
                "/events/" + Samples.slot(5).millis(),
                "/events/7",
                "/health",
                "/events")) {
            for (Client one : List.of(client, client.withGzip())) {
                Reply get = one.get(address);
                Reply head = one.head(address);
                Map<String, String> expected = new HashMap<>(get.headers());
                expected.put("Content-Length", Integer.toString(get.bytes()));
                assertThat(head.status()).isEqualTo(get.status());
                assertThat(head.headers()).isEqualTo(expected);
                assertThat(head.bytes()).isZero();
            }
        }
        String tag = client.get(WHOLE_DAY).header("ETag");
        Reply known = client.with("if-none-match", tag).head(WHOLE_DAY);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.headers()).doesNotContainKey("Content-Length");
    }

    @Test
    void eventLargerThanAPageComesAlone() {
        table.open(DAY);
        String large = "{\"text\":\"" + "x".repeat(6_000_000) + "\"}";
        put(0, Samples.event("cpo", "milestone", "before", "{}"));
        put(1, Samples.event("cpo", "milestone", "large", large));
        put(2, Samples.event("cpo", "milestone", "after", "{}"));

        assertThat(followFeed("/events?after=0", client.withGzip()))
                .containsExactly(
                        Samples.slot(0).millis(),
                        Samples.slot(1).millis(),
                        Samples.slot(2).millis());
        assertThat(client.withGzip()
                        .get("/events?after=" + Samples.slot(0).millis())
                        .slots())
                .containsExactly(Samples.slot(1).millis());
        assertThat(client.withGzip()
                        .get(WHOLE_DAY + "&after=" + Samples.slot(0).millis())
                        .slots())
                .startsWith(Samples.slot(1).millis());
    }

    @Test
    void feedPageOfLargeEventsFitsAnAnswer() {
        table.open(DAY);
        String large = "{\"text\":\"" + "é".repeat(100_000) + "\"}";
        for (int i = 0; i < 100; i++) {
            put(i, Samples.event("cpo", "milestone", "e" + i, large));
        }

        assertThat(client.get("/events?after=0").slots()).hasSizeBetween(5, 50);
        assertThat(followFeed("/events?after=0")).hasSize(100).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events",
                "/events?src=cpo",
                "/events?ts_day=1",
                "/events?ts_day=1589760000",
                "/events?ts_day=0&ts_day=0",
                "/events?ts_day=0&limit=10",
                "/events?ts_day=0&verbose",
                "/events?after=-1",
                "/events?after=1589794414",
                "/events?after=1789794414000",
                "/events?ts_day=1555200000",
                "/events?after=0&limit=0",
                "/events?after=0&limit=5000",
                "/events?after=0&src=C%20PO",
                "/events?after=0&type=%3Cscript%3E",
                "/events/1589760000005?pretty=1"
            })
    void malformedRequestIsExplained(String address) {
        Reply reply = client.get(address);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.json().get("status").asInt()).isEqualTo(400);
        assertThat(reply.json().get("type").asText()).isEqualTo("urn:dcss:problem:invalid-parameter");
        assertThat(reply.detail()).isNotEmpty();
        assertThat(log.reads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events/1", "/events/abc", "/events/-1", "/events/99999999999999999999", "/nowhere"})
    void absentThingIsNotFound(String address) {
        Reply reply = client.get(address);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.detail()).isNotEmpty();
    }

    @Test
    void healthFollowsTheTable() {
        Reply healthy = client.get("/health");
        assertThat(healthy.status()).isEqualTo(200);
        assertThat(healthy.text()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(healthy.header("Cache-Control")).isEqualTo("no-store");

        log.fail(true);
        assertThat(client.get("/health").status()).isEqualTo(503);
        log.fail(false);
        assertThat(client.get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events?ts_day=1589760000000", "/events?after=0", "/events/5", "/health"})
    void silentTableIsUnavailableAndSaysNothingElse(String address) {
        log.fail(true);

        Reply reply = client.get(address);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.text()).doesNotContain("told to fail", "Exception", "secret");
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("read-failed", client.requestId());
    }

    @Test
    void failureInTheMiddleOfADayIsNoHalfAnswer() {
        put(0, 500, "cpo");
        log.beforeEachRead(() -> log.fail(log.reads().size() > 2));

        assertThat(client.get(WHOLE_DAY).status()).isEqualTo(503);
    }

    @Test
    void answersAreMeasured() {
        table.open(DAY);
        put(0, 30, "cpo");

        client.get(WHOLE_DAY);
        assertThat(last("EventsRead")).containsExactly(30.0);
        client.get("/events?after=0&limit=10");
        assertThat(last("EventsRead")).containsExactly(10.0);
        assertThat(last("FeedLagMillis"))
                .containsExactly((double) (clock.millis() - Samples.slot(9).millis()));
        client.get("/events?after=" + Samples.slot(29).millis());
        assertThat(last("FeedLagMillis")).containsExactly((double) SETTLE.toMillis());
        client.get("/events?after=" + clock.millis());
        assertThat(last("FeedLagMillis")).containsExactly(0.0);
    }

    private List<Double> last(String metric) {
        return measured.get(measured.size() - 1).values().entrySet().stream()
                .filter(one -> one.getKey().name().equals(metric))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private List<Long> follow(String address) {
        List<Long> slots = new ArrayList<>();
        Reply page = client.get(address);
        slots.addAll(page.slots());
        while (page.next().isPresent()) {
            page = client.get(page.next().get());
            slots.addAll(page.slots());
        }
        return slots;
    }

    private List<Long> followFeed(String address) {
        return followFeed(address, client);
    }

    /** Until the feed is caught up. */
    private static List<Long> followFeed(String address, Client client) {
        List<Long> slots = new ArrayList<>();
        Reply page = client.get(address);
        slots.addAll(page.slots());
        while (!page.header("Caught-Up").equals("?1")) {
            page = client.get(page.next().orElseThrow());
            slots.addAll(page.slots());
        }
        return slots;
    }

    /** Events on successive milliseconds. */
    private void put(long from, int count, String src) {
        for (int i = 0; i < count; i++) {
            put(from + i, Samples.event(src, "milestone", "e" + i, "{\"n\":" + i + "}"));
        }
    }

    private void put(long millisIntoDay, Event event) {
        table.put(Samples.slot(millisIntoDay), event);
    }
}
