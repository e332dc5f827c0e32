package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.dynamodb.EventBatches;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.XlogLine;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.query.answer.Caching;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The function over a table that holds a day as DCSS has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryIT {

    private static final int MILESTONES = 23_000;
    private static final int GAMES = 3_500;
    private static final Day DAY = new Day(1589760000000L);
    private static final String WHOLE_DAY = "/events?ts_day=" + DAY.startMillis();
    private static final String SETTLE_MS = "3000";
    private static final List<String> SOURCES =
            List.of("cao", "cdo", "cszo", "cue", "ckr", "cwz", "cbro", "cxc", "lld", "cpo", "cjr", "cko", "cdi", "cnc");

    /** Stands still, so that a busy machine does not make the function answer in haste. */
    private final TestClock clock = new TestClock(DAY.first().start().plus(Duration.ofDays(14)));

    private final List<StoredEvent> day = usualDay();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private LocalDynamoDb engine;
    private DynamoDbClient dynamoDb;
    private Client client;

    @BeforeAll
    void start() throws IOException {
        engine = LocalDynamoDb.inMemory(0);
        dynamoDb = Clients.dynamoDb(engine.endpoint());
        dynamoDb.createTable(TableSchema.EVENTS.request("events"));
        store("events", day);
        client = new Client(patientHandler());
    }

    @AfterAll
    void stop() {
        readers.shutdownNow();
        dynamoDb.close();
        engine.close();
    }

    @Test
    void usualDayComesBackWholeInOneCompressedAnswer() {
        Reply reply = client.withGzip().get(WHOLE_DAY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(reply.next()).isEmpty();
        assertThat(reply.text().equals(json(event -> true))).isTrue();
        assertThat(reply.text().getBytes(StandardCharsets.UTF_8).length).isBetween(18_000_000, 25_000_000);
    }

    @Test
    void usualDayComesBackWholeInPlainPages() {
        List<String> events = new ArrayList<>();
        int pages = 0;
        Optional<String> next = Optional.of(WHOLE_DAY);
        while (next.isPresent()) {
            Reply page = client.get(next.get());
            assertThat(page.headers()).doesNotContainKey("Content-Encoding");
            assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=86400");
            events.add(page.text().substring(1, page.text().length() - 1));
            pages++;
            next = page.next();
        }

        assertThat(("[" + String.join(",", events) + "]").equals(json(event -> true)))
                .isTrue();
        assertThat(pages).isBetween(4, 6);
    }

    @Test
    void severalReadersGetTheWholeDayAtTheSameTime() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> reading =
                    () -> client.withGzip().get(WHOLE_DAY).slots().size();
            for (Future<Integer> read : clients.invokeAll(List.of(reading, reading, reading, reading))) {
                assertThat(read.get()).isEqualTo(day.size());
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void dayIsFiltered() {
        assertThat(whole(WHOLE_DAY + "&src=cpo", client.withGzip()).equals(json(event -> isFrom(event, "cpo"))))
                .isTrue();
        assertThat(whole(WHOLE_DAY + "&type=logfile", client.withGzip()).equals(json(QueryIT::isLogfile)))
                .isTrue();
        assertThat(whole(WHOLE_DAY + "&type=logfile&src=cpo", client)
                        .equals(json(event -> isLogfile(event) && isFrom(event, "cpo"))))
                .isTrue();
        assertThat(whole(WHOLE_DAY + "&src=nobody", client)).isEqualTo("[]");
    }

    @Test
    void feedShowsTheSameDayInPages() {
        List<String> events = follow("/events?after=0", client.withGzip());

        assertThat(events).hasSize(day.size());
        assertThat(("[" + String.join(",", events) + "]").equals(json(event -> true)))
                .isTrue();
    }

    @Test
    void feedIsFiltered() {
        List<String> events = follow("/events?after=" + (DAY.startMillis() - 1) + "&src=cpo&type=logfile", client);

        assertThat("[" + String.join(",", events) + "]")
                .isEqualTo(json(event -> isLogfile(event) && isFrom(event, "cpo")));
    }

    @Test
    void feedStartsAtAnyMillisecond() {
        Slot middle = day.get(13_000).slot();

        Reply page = client.get("/events?after=" + middle.millis() + "&limit=3");
        assertThat(page.slots())
                .containsExactly(
                        day.get(13_001).slot().millis(),
                        day.get(13_002).slot().millis(),
                        day.get(13_003).slot().millis());
    }

    @Test
    void singleEventIsFoundByItsTs() {
        StoredEvent event = day.get(4711);

        Reply reply = client.get("/events/" + event.slot().millis());
        assertThat(reply.status()).isEqualTo(200);
        assertThat("[" + reply.text() + "]").isEqualTo(json(one -> one.equals(event)));
        assertThat(client.get("/events/" + (DAY.startMillis() - 1)).status()).isEqualTo(404);
    }

    @Test
    void knownDayIsNotSentAgain() {
        String tag = client.withGzip().get(WHOLE_DAY + "&src=cpo").header("ETag");

        Reply again = client.withGzip().with("if-none-match", tag).get(WHOLE_DAY + "&src=cpo");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    void openDayShowsWhatIsThereAndTheFeedWhatHasSettled() {
        dynamoDb.createTable(TableSchema.EVENTS.request("open-day"));
        TestClock noon = new TestClock(DAY.first().start().plus(Duration.ofHours(12)));
        Client early = new Client(handler(engine.endpoint(), "open-day", noon));
        Slot horizon = Slot.at(noon.instant().minusMillis(Long.parseLong(SETTLE_MS)));
        StoredEvent settled = new StoredEvent(horizon, event("settled", "{}"));
        StoredEvent unsettled = new StoredEvent(new Slot(horizon.millis() + 2), event("unsettled", "{}"));
        store("open-day", List.of(settled, unsettled));

        assertThat(early.get(WHOLE_DAY).slots())
                .containsExactly(horizon.millis(), unsettled.slot().millis());
        Reply feed = early.get("/events?after=0");
        assertThat(feed.slots()).containsExactly(horizon.millis());

        StoredEvent late = new StoredEvent(horizon.next(), event("late", "{}"));
        store("open-day", List.of(late));
        noon.advance(Duration.ofSeconds(1));
        assertThat(early.get(feed.next().orElseThrow()).slots())
                .containsExactly(late.slot().millis(), unsettled.slot().millis());
    }

    /** Of the last event's own day, of one that is over, and however long ago the event was. */
    @Test
    void pollThatFindsNothingCostsAtMostOneReadUnit() throws Exception {
        ReadUnits units = new ReadUnits();
        try (DynamoDbClient counted = units.client(engine.endpoint())) {
            counted.createTable(TableSchema.EVENTS.request("quiet"));
            Slot last = new Slot(DAY.startMillis() + 4_711);
            store("quiet", List.of(new StoredEvent(last, event("last", "{}"))));
            TestClock now = new TestClock(last.start().plusSeconds(10));
            Client poller = new Client(handler(counted, "quiet", now));
            String poll = poller.get("/events?after=0").next().orElseThrow();
            String tag = poller.get(poll).header("ETag");

            for (Duration quiet : List.of(
                    Duration.ofSeconds(10),
                    Duration.ofHours(1),
                    Duration.ofDays(1)
                            .minusMillis(last.millis() - DAY.startMillis())
                            .plusSeconds(10),
                    Duration.ofHours(30),
                    Duration.ofDays(100))) {
                now.set(last.start().plus(quiet));
                // A warm function's: the first poll after midnight reads the day that is over to its end.
                poller.get(poll);
                for (String filter : List.of("", "&src=cao&type=logfile", "&max_age=86400", "&limit=1")) {
                    Reply first = poller.get(poll + filter);
                    units.take();
                    Reply reply =
                            poller.with("if-none-match", first.header("ETag")).get(poll + filter);
                    assertThat(units.take()).as(quiet + filter).isBetween(0.5, 1.0);
                    assertThat(reply.status()).isEqualTo(304);
                }
                assertThat(poller.get(poll).header("ETag")).isEqualTo(tag);
            }
        }
    }

    @Test
    void absentTableIsUnhealthyAndUnavailable() {
        Client absent = new Client(handler(engine.endpoint(), "absent", clock));

        assertThat(absent.get("/health").status()).isEqualTo(503);
        for (String address : List.of(WHOLE_DAY, "/events?after=0", "/events/5")) {
            Reply reply = absent.get(address);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(reply.text()).doesNotContain("ResourceNotFound", "absent");
        }
        Client present = new Client(handler(engine.endpoint(), "events", clock));
        assertThat(present.get("/health").status()).isEqualTo(200);
        assertThat(present.get("/events/" + day.get(0).slot().millis()).status())
                .isEqualTo(200);
    }

    @Test
    void unreachableEngineIsUnavailable() throws IOException {
        URI gone;
        try (LocalDynamoDb stopped = LocalDynamoDb.inMemory(0)) {
            gone = stopped.endpoint();
        }
        Client stranded = new Client(handler(gone, "events", clock));

        assertThat(stranded.get("/health").status()).isEqualTo(503);
        assertThat(stranded.get(WHOLE_DAY).status()).isEqualTo(503);
    }

    /** Over a client that waits as long as it takes: a busy machine may need longer for 1 MB than the function would. */
    private QueryHandler patientHandler() {
        return handler(dynamoDb, "events", clock);
    }

    private QueryHandler handler(DynamoDbClient client, String table, Clock clock) {
        return new QueryHandler(new QueryHandler.Parts(
                new DynamoDbEventLog(client, table),
                Optional.empty(),
                new Settling(Duration.ofMillis(Long.parseLong(SETTLE_MS))),
                new Caching(Optional.empty()),
                readers,
                new Platform(clock, new Log("test", Log.Level.INFO, clock, System.out), measurements -> {})));
    }

    /** As it is deployed. */
    private static QueryHandler handler(URI endpoint, String table, Clock clock) {
        return new QueryHandler(new Host(
                Map.of(
                        "AWS_REGION",
                        Clients.REGION.id(),
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        endpoint.toString(),
                        "EVENTS_TABLE",
                        table,
                        "SETTLE_MS",
                        SETTLE_MS),
                clock,
                measurements -> {}));
    }

    private void store(String table, List<StoredEvent> events) {
        new DynamoDbEventTable(dynamoDb, table, Duration.ofMinutes(10), Optional.empty()).open(DAY);
        EventBatches.write(dynamoDb, table, events);
    }

    /** Milestones and ended games of all servers, at random times. */
    private static List<StoredEvent> usualDay() {
        Random random = new Random(18);
        SampleGames games = new SampleGames(random);
        List<Slot> slots = random.longs(DAY.startMillis(), DAY.next().startMillis())
                .distinct()
                .limit(MILESTONES + GAMES)
                .sorted()
                .mapToObj(Slot::new)
                .toList();
        byte[] id = new byte[16];
        return IntStream.range(0, slots.size())
                .mapToObj(i -> {
                    XlogLine line = random.nextInt(MILESTONES + GAMES) < GAMES ? games.logfile() : games.milestone();
                    random.nextBytes(id);
                    return new StoredEvent(
                            slots.get(i),
                            new Event(
                                    EventId.fromRandom(id),
                                    new EventType(line.type()),
                                    new Source(SOURCES.get(random.nextInt(SOURCES.size()))),
                                    Instant.ofEpochMilli(slots.get(i).millis()),
                                    line.data()));
                })
                .toList();
    }

    private static Event event(String id, String data) {
        return new Event(
                new EventId(id),
                new EventType("milestone"),
                new Source("cpo"),
                DAY.first().start(),
                data);
    }

    /** The day as it must be answered, in words of the contract rather than of the code. */
    private String json(Predicate<StoredEvent> passes) {
        return day.stream()
                .filter(passes)
                .map(stored ->
                        "{\"ts_day\":%d,\"ts\":%d,\"id\":\"%s\",\"type\":\"%s\",\"src\":\"%s\",\"accepted\":%d,\"data\":"
                                        .formatted(
                                                DAY.startMillis(),
                                                stored.slot().millis(),
                                                stored.event().id(),
                                                stored.event().type(),
                                                stored.event().src(),
                                                stored.event().accepted().toEpochMilli())
                                + stored.event().data() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The events' text, page by page, until the feed is caught up. */
    private static List<String> follow(String address, Client client) {
        List<String> events = new ArrayList<>();
        String at = address;
        while (true) {
            Reply page = client.get(at);
            for (JsonNode event : page.json()) {
                events.add(event.toString());
            }
            if (page.header("Caught-Up").equals("?1")) {
                return events;
            }
            at = page.next().orElseThrow();
        }
    }

    /** A day's pages put together. */
    private static String whole(String address, Client client) {
        List<String> events = new ArrayList<>();
        Optional<String> next = Optional.of(address);
        while (next.isPresent()) {
            Reply page = client.get(next.get());
            assertThat(page.header("Caught-Up")).isEqualTo(page.next().isPresent() ? "?0" : "?1");
            if (page.text().length() > 2) {
                events.add(page.text().substring(1, page.text().length() - 1));
            }
            next = page.next();
        }
        return "[" + String.join(",", events) + "]";
    }

    private static boolean isFrom(StoredEvent event, String src) {
        return event.event().src().name().equals(src);
    }

    private static boolean isLogfile(StoredEvent event) {
        return event.event().type().name().equals("logfile");
    }
}
