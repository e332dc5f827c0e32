package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.query.answer.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What answers say about being kept, and that whoever has one is not sent it again. */
final class QueryCachingTest {

    private static final Day DAY = Samples.DAY;
    private static final String WHOLE_DAY = "/events?ts_day=" + DAY.startMillis();
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final String A_DAY = "public, max-age=86400";
    private static final String A_SECOND = "public, max-age=1";

    private final MemoryEventTable table = new MemoryEventTable(100);
    private final TestClock clock =
            new TestClock(DAY.next().first().start().plus(SETTLE).plus(Duration.ofHours(2)));
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final Client client = client(Optional.empty());

    /** Where it is set, that event has been withdrawn. */
    private Optional<Slot> withdrawn = Optional.empty();

    private Client client(Optional<Duration> retention) {
        return client(new Caching(retention));
    }

    private Client client(Caching caching) {
        return new Client(new QueryHandler(new QueryHandler.Parts(
                new Withdrawing(),
                Optional.empty(),
                new Settling(SETTLE),
                caching,
                readers,
                new Platform(clock, new Log("test", Log.Level.INFO, clock, System.out), measurements -> {}))));
    }

    private void store(int... millisIntoDay) {
        table.open(DAY);
        for (int at : millisIntoDay) {
            table.put(Samples.slot(at), Samples.event("e" + at));
        }
    }

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    @Test
    void closedDayMayBeKeptForADay() {
        assertThat(client.get(WHOLE_DAY).header("Cache-Control")).isEqualTo(A_DAY);
    }

    @Test
    void dayIsOpenUntilItsLastMillisecondHasSettled() {
        clock.set(DAY.last().start().plus(SETTLE).minusMillis(1));
        assertThat(client.get(WHOLE_DAY).header("Cache-Control")).isEqualTo(A_SECOND);

        clock.advance(Duration.ofMillis(1));
        assertThat(client.get(WHOLE_DAY).header("Cache-Control")).isEqualTo(A_DAY);
    }

    @Test
    void behindACacheAllWhoPollWithinASecondAreLedToTheSamePage() {
        Client behindACache = client(new Caching(Optional.empty(), Duration.ofSeconds(1)));
        store(0, 400, 800, 1_500);
        Instant second = DAY.first().start().plus(SETTLE).plusSeconds(1);

        for (int millis : new int[] {0, 1, 999}) {
            clock.set(second.plusMillis(millis));
            Reply page = behindACache.get("/events?after=0");
            assertThat(page.slots()).hasSize(3);
            assertThat(page.next()).contains("/events?after=" + (DAY.startMillis() + 800));
        }
        clock.set(second.plusMillis(999));
        assertThat(client.get("/events?after=0").slots()).hasSize(4);
        clock.set(second.plusSeconds(1));
        assertThat(behindACache.get("/events?after=0").slots()).hasSize(4);
    }

    @Test
    void fullPageOfTheFeedOlderThanAnHourMayBeKeptForADay() {
        store(0, 1);

        assertThat(client.get("/events?after=0&limit=1").header("Cache-Control"))
                .isEqualTo(A_DAY);
        assertThat(client.get("/events?after=0&limit=2").header("Cache-Control"))
                .isEqualTo(A_SECOND);
        clock.set(Samples.slot(0).start().plus(Duration.ofHours(1)));
        assertThat(client.get("/events?after=0&limit=1").header("Cache-Control"))
                .isEqualTo(A_SECOND);
    }

    @Test
    void whatDependsOnNowIsKeptForASecond() {
        store(0, 1);

        assertThat(client.get(WHOLE_DAY + "&max_age=9999999").header("Cache-Control"))
                .isEqualTo(A_SECOND);
        assertThat(client.get("/events?after=0&limit=1&max_age=9999999").header("Cache-Control"))
                .isEqualTo(A_SECOND);
        assertThat(client.get("/events?after=0&limit=1&file=a").header("Cache-Control"))
                .isEqualTo(A_SECOND);
        assertThat(client.get(WHOLE_DAY + "&file=a").header("Cache-Control")).isEqualTo(A_DAY);
    }

    @Test
    void singleEventMayBeKeptForADay() {
        store(5);
        String address = "/events/" + Samples.slot(5).millis();

        assertThat(client.get(address).header("Cache-Control")).isEqualTo(A_DAY);
    }

    @Test
    void nothingIsKeptLongerThanItIsRetained() {
        Client expiring = client(Optional.of(Duration.ofDays(3)));
        store(5_000, 6_000);
        List<String> addresses = List.of(
                WHOLE_DAY,
                "/events?after=0&limit=1",
                "/events/" + Samples.slot(5_000).millis());

        assertThat(addresses).allMatch(address -> kept(expiring, address).equals(A_DAY));
        clock.set(DAY.first().start().plus(Duration.ofDays(3)).minusSeconds(10));
        assertThat(addresses)
                .map(address -> kept(expiring, address))
                .containsExactly("public, max-age=10", "public, max-age=15", "public, max-age=15");
        clock.set(DAY.first().start().plus(Duration.ofDays(4)));
        assertThat(addresses).allMatch(address -> kept(expiring, address).equals(A_SECOND));
    }

    private static String kept(Client client, String address) {
        return client.get(address).header("Cache-Control");
    }

    @Test
    void whoHasAnAnswerIsNotSentItAgain() {
        store(0, 1, 2);
        clock.set(Samples.slot(10).start().plus(Duration.ofMinutes(1)));
        for (String address : List.of(
                WHOLE_DAY,
                "/events?after=0",
                "/events?after=0&limit=2",
                "/events?after=" + Samples.slot(2).millis(),
                "/events/" + Samples.slot(1).millis())) {
            Reply first = client.get(address);
            String tag = first.header("ETag");
            for (String known : List.of(tag, "\"other\", " + tag, tag.substring(2), "*")) {
                Reply again = client.with("if-none-match", known).get(address);
                assertThat(again.status()).as(address + known).isEqualTo(304);
                assertThat(again.text()).isEmpty();
                for (String header : List.of("ETag", "Cache-Control", "Link", "Caught-Up", "Vary")) {
                    assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
                }
            }
            assertThat(client.with("if-none-match", "\"other\"").get(address).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pollThatFindsSomethingNewIsAnswered() {
        store(0);
        clock.set(Samples.slot(0).start().plus(Duration.ofMinutes(1)));
        String address = "/events?after=" + Samples.slot(0).millis();
        String tag = client.get(address).header("ETag");

        clock.advance(Duration.ofMinutes(1));
        assertThat(client.with("if-none-match", tag).get(address).status()).isEqualTo(304);
        store(1);
        assertThat(client.with("if-none-match", tag).get(address).status()).isEqualTo(200);
    }

    @Test
    void tagsOfDifferentAnswersDiffer() {
        store(0, 1, 2);

        List<String> tags = List.of(
                client.get(WHOLE_DAY).header("ETag"),
                client.withGzip().get(WHOLE_DAY).header("ETag"),
                client.get(WHOLE_DAY + "&src=cao").header("ETag"),
                client.get(WHOLE_DAY + "&after=" + Samples.slot(0).millis()).header("ETag"),
                client.get("/events?after=0").header("ETag"),
                client.get("/events?after=0&limit=1").header("ETag"),
                client.get("/events?after=" + Samples.slot(2).millis()).header("ETag"));

        assertThat(tags).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void eventThatIsWithdrawnChangesEveryAnswerItIsIn() {
        store(0, 1);
        List<String> addresses = List.of(
                WHOLE_DAY, "/events?after=0", "/events/" + Samples.slot(1).millis());
        List<String> before = addresses.stream()
                .map(address -> client.get(address).header("ETag"))
                .toList();

        withdrawn = Optional.of(Samples.slot(1));

        for (int i = 0; i < addresses.size(); i++) {
            Reply after = client.with("if-none-match", before.get(i)).get(addresses.get(i));
            assertThat(after.status()).isEqualTo(200);
            assertThat(after.text())
                    .contains("\"accepted\":1589760001234,\"withdrawn\":\"a \\\"reason\\\"\"}")
                    .doesNotContain("e1\",\"type\":\"milestone\",\"src\":\"cpo\",\"accepted\":1589760001234,\"data\"");
        }
    }

    /** The table, with one event withdrawn. */
    private final class Withdrawing implements EventLog {

        @Override
        public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
            LogPage page = table.read(from, through, filter, limit, consistency);
            return new LogPage(
                    page.events().stream().map(this::shown).toList(), page.through(), page.last(), page.cost());
        }

        @Override
        public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
            return table.days(from, through, limit, consistency);
        }

        @Override
        public Optional<StoredEvent> get(Slot slot) {
            return table.get(slot).map(this::shown);
        }

        private StoredEvent shown(StoredEvent event) {
            return withdrawn.filter(event.slot()::equals).isPresent()
                    ? new StoredEvent(event.slot(), event.event(), Optional.of("a \"reason\""))
                    : event;
        }
    }
}
