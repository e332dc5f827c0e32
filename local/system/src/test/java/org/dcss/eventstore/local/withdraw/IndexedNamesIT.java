package org.dcss.eventstore.local.withdraw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.sources.Sources;
import org.dcss.eventstore.core.stream.Pause;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.dynamodb.WriterTables;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.local.administration.EntityIndexes;
import org.dcss.eventstore.local.administration.WithdrawalTable;
import org.dcss.eventstore.local.administration.WithdrawalTable.Match;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.dcss.eventstore.local.store.LocalTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table of views holds once events are withdrawn: no name of theirs, in whichever index. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class IndexedNamesIT {

    private static final Day DAY = Day.containing(Instant.parse("2026-11-20T00:00:00Z"));
    private static final Day NEXT = DAY.next();
    private static final Instant NOW = NEXT.next().first().start().plus(Duration.ofHours(12));
    private static final Settling SETTLING = new Settling(Duration.ofSeconds(3));
    private static final Duration PROJECTION = Duration.ofSeconds(60);

    /** What events are about now, and what they were about before the schemas changed. */
    private static final List<EntityRule> RULES =
            List.of(EntityRule.parse("milestone=/data/name"), EntityRule.parse("milestone=/data/killer"));

    /** Each event of cpo has two items in each index. */
    private static final int ITEMS = 3 * 2 * 2;

    @TempDir
    private Path folder;

    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Duration> paused = new ArrayList<>();
    private LocalTables tables;

    @BeforeEach
    void open() throws Exception {
        tables = LocalTables.in(folder);
    }

    @AfterEach
    void close() {
        tables.close();
        threads.shutdownNow();
    }

    /** Three of cpo, of which two are about one player; and one of cao about that player. */
    private void store() {
        store(new Slot(DAY.startMillis() + 5), "cpo", "Edsrzf");
        store(new Slot(DAY.startMillis() + 6), "cao", "edsrzf");
        store(new Slot(DAY.startMillis() + 7), "cpo", "somebody");
        store(new Slot(NEXT.startMillis() + 5), "cpo", "EDSRZF");
    }

    private void store(Slot at, String src, String player) {
        DynamoDbEventTable table =
                new DynamoDbEventTable(tables.dynamoDb(), LocalTables.EVENTS, Duration.ofSeconds(10), Optional.empty());
        String data = "{\"name\":\"" + player + "\",\"killer\":\"" + player + "'s ghost\"}";
        Event event = new Event(
                new EventId("id-" + at.millis()), new EventType("milestone"), new Source(src), at.start(), data);
        assertThat(table.open(at.day()).known()).isPresent();
        assertThat(table.put(at, event).known()).isPresent();
    }

    private DynamoDbEventLog log() {
        return new DynamoDbEventLog(tables.dynamoDb(), LocalTables.EVENTS);
    }

    private ViewTable views() {
        return new DynamoDbViewTable(tables.dynamoDb(), LocalTables.VIEWS, threads);
    }

    /** Brings views up to what has settled a moment after now. */
    private void project(View... views) {
        Feed feed = new Feed(log(), SETTLING, Clock.offset(clock, Duration.ofSeconds(30)));
        Projector projector = new Projector(feed, views(), 1_000);
        for (View view : views) {
            boolean more = true;
            while (more) {
                more = !projector.step(view).caughtUp();
            }
        }
    }

    private void projectIndexes() {
        RULES.forEach(rule -> project(new Entities(rule)));
    }

    private Set<Map<String, AttributeValue>> items() {
        return tables
                .dynamoDb()
                .scanPaginator(scan -> scan.tableName(LocalTables.VIEWS).consistentRead(true))
                .items()
                .stream()
                .collect(Collectors.toSet());
    }

    private static String text(Map<String, AttributeValue> item) {
        return Values.text(item, Attributes.VIEW) + " " + Values.text(item, Attributes.KEY) + " "
                + Content.of(Values.bytes(item, Attributes.CONTENT)).text();
    }

    /** The items that name a player. */
    private List<String> naming(String player) {
        return items().stream()
                .map(item -> text(item).toLowerCase(Locale.ROOT))
                .filter(text -> text.contains(player))
                .toList();
    }

    private String withdraw(String... more) throws Exception {
        tables.close();
        StringWriter out = new StringWriter();
        List<String> args = new ArrayList<>(List.of("--local", "--data", folder.toString(), "--src", "cpo", "--yes"));
        args.addAll(List.of("--from", "0", "--to", Long.toString(NEXT.last().millis()), "--reason", "a wish"));
        args.addAll(List.of(more));
        int code = WithdrawCommand.commandLine(clock, paused::add, new BufferedReader(new StringReader("")))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        tables = LocalTables.in(folder);
        return out.toString();
    }

    @Test
    void noIndexNamesWhoWasWithdrawn() throws Exception {
        store();
        projectIndexes();
        assertThat(naming("edsrzf")).hasSize(3 * 2 * 2);

        assertThat(withdraw("--entity", "edsrzf")).contains("8 items were removed");

        assertThat(naming("edsrzf")).hasSize(2 * 2).allMatch(text -> text.endsWith("cao milestone"));
        assertThat(naming("somebody")).hasSize(2 * 2);
        assertThat(paused).containsExactly(Duration.ZERO);
    }

    @Test
    void noIndexNamesAnyEventThatWasWithdrawnAndAllElseStays() throws Exception {
        store();
        projectIndexes();
        project(new Counts(), new Sources());
        Set<Map<String, AttributeValue>> right = items();
        right.removeIf(item -> text(item).endsWith("cpo milestone"));

        withdraw();

        assertThat(items()).isEqualTo(right).hasSizeGreaterThan(RULES.size() * 3);
    }

    @Test
    void runTwiceIsTheSame() throws Exception {
        store();
        projectIndexes();
        withdraw();
        Set<Map<String, AttributeValue>> once = items();

        assertThat(withdraw()).contains("0 items were removed");

        assertThat(items()).isEqualTo(once);
    }

    /** The last event is at the slot that the checkpoints are through. */
    @Test
    void indexGoesOnWhereItWas() throws Exception {
        store();
        projectIndexes();

        withdraw();

        for (EntityRule rule : RULES) {
            assertThat(new Entities(rule).completeThrough(views())).isEqualTo(new Slot(NEXT.startMillis() + 5));
        }
    }

    /** The files by the notice, when the projector comes to it. */
    @Test
    void noViewHoldsWhatWasWithdrawn() throws Exception {
        store(new Slot(DAY.startMillis() + 5), "cpo", "Edsrzf");
        store(new Slot(DAY.startMillis() + 7), "cpo", "somebody");
        store(new Slot(NEXT.startMillis() + 5), "cpo", "EDSRZF");
        projectIndexes();
        View[] others = {new Counts(), new Sources(), new Xlog()};
        project(others);
        assertThat(naming("edsrzf")).hasSize(2 * 2 * 2 + 1);

        withdraw("--entity", "edsrzf");
        projectIndexes();
        project(others);

        assertThat(naming("edsrzf")).isEmpty();
        assertThat(naming("withdrawn=a wish")).hasSize(1);
    }

    private Withdrawer withdrawer() {
        EventWriter writer = new EventWriter(
                WriterTables.of(
                        tables.dynamoDb(),
                        LocalTables.EVENTS,
                        LocalTables.CLAIMS,
                        SETTLING.callTimeout(),
                        Optional.empty()),
                new WriterOptions(SETTLING, Optional.empty(), false, 4),
                threads,
                clock,
                SecureRandom::new);
        return new Withdrawer(new WithdrawalTable(tables.dynamoDb(), LocalTables.EVENTS), writer, SETTLING, clock);
    }

    /** Takes the data out and tells followers, and leaves the indexes to be cleared. */
    private List<Match> carryOut() throws Exception {
        Withdrawal all = new Withdrawal(new Source("cpo"), new Slot(0), NEXT.last(), Optional.empty(), "a wish");
        Withdrawer withdrawer = withdrawer();
        List<Match> found = withdrawer.find(all);
        withdrawer.carryOut(all, found);
        return found;
    }

    private IndexedNames indexed(DynamoDbClient client, Pause pause) {
        return new IndexedNames(new EntityIndexes(client, LocalTables.VIEWS, threads), PROJECTION, pause);
    }

    /** One reads the events while they have their data, one after that, and both put what they have read at the last moment. */
    @Test
    void projectorsThatAreAtWorkBringNoNameBack() throws Exception {
        store();
        List<StoredEvent> readBefore = read();
        List<Match> withdrawn = carryOut();
        Pause pause = time -> {
            paused.add(time);
            RULES.forEach(rule -> new Entities(rule).apply(readBefore, views()));
            assertThat(items()).hasSize(ITEMS + 2 * 2);
            projectIndexes();
        };

        assertThat(indexed(tables.dynamoDb(), pause).remove(withdrawn)).hasValue(ITEMS);

        assertThat(naming("cpo milestone")).isEmpty();
        assertThat(naming("cao milestone")).hasSize(2 * 2);
        assertThat(paused).containsExactly(PROJECTION.plusSeconds(10));
    }

    private List<StoredEvent> read() {
        List<StoredEvent> events = new ArrayList<>();
        for (Day day : List.of(DAY, NEXT)) {
            events.addAll(log().read(day.first(), day.last(), Filter.NONE, 1_000, Consistency.STRONG)
                    .events());
        }
        return events;
    }

    @Test
    void cutOffWhileItWaitsItIsCompletedByTheNext() throws Exception {
        store();
        projectIndexes();
        List<Match> withdrawn = carryOut();
        IndexedNames cut = indexed(tables.dynamoDb(), time -> {
            throw new IllegalStateException("cut off");
        });
        assertThatThrownBy(() -> cut.remove(withdrawn)).hasMessage("cut off");
        assertThat(naming("cpo milestone")).hasSize(ITEMS);

        assertThat(withdraw()).contains(ITEMS + " items were removed");

        assertThat(naming("cpo milestone")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, ITEMS - 1})
    void cutOffWhileItRemovesItIsCompletedByTheNext(int before) throws Exception {
        store();
        projectIndexes();
        List<Match> withdrawn = carryOut();
        IndexedNames cut = indexed(cutOff(tables.dynamoDb(), before), time -> {});
        assertThatThrownBy(() -> cut.remove(withdrawn)).hasMessage("cut off");
        assertThat(naming("cpo milestone")).hasSize(ITEMS - before);

        assertThat(withdraw()).contains(ITEMS - before + " items were removed");

        assertThat(naming("cpo milestone")).isEmpty();
    }

    /** A client that fails from some deletion on. */
    private static DynamoDbClient cutOff(DynamoDbClient client, int deletions) {
        AtomicInteger left = new AtomicInteger(deletions);
        Class<?>[] types = {DynamoDbClient.class};
        return (DynamoDbClient)
                Proxy.newProxyInstance(IndexedNamesIT.class.getClassLoader(), types, (proxy, method, args) -> {
                    if (method.getName().equals("deleteItem") && left.getAndDecrement() <= 0) {
                        throw new IllegalStateException("cut off");
                    }
                    return method.invoke(client, args);
                });
    }

    /** Each event that lost its data before the command was cut off is found again, and so are its items. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void cutOffBeforeFollowersWereToldItIsCompletedByTheNext(int before) throws Exception {
        store();
        projectIndexes();
        Withdrawal all = new Withdrawal(new Source("cpo"), new Slot(0), NEXT.last(), Optional.empty(), "a wish");
        WithdrawalTable table = new WithdrawalTable(tables.dynamoDb(), LocalTables.EVENTS);
        withdrawer()
                .find(all)
                .subList(0, before)
                .forEach(match -> assertThat(table.takeOut(match, all.src(), all.reason(), all.mark()))
                        .isTrue());

        assertThat(withdraw()).contains(ITEMS + " items were removed");

        assertThat(naming("cpo milestone")).isEmpty();
    }

    @Test
    void storeWithoutViewsHasNoneToRemove() throws Exception {
        store();
        tables.dynamoDb().deleteTable(table -> table.tableName(LocalTables.VIEWS));

        assertThat(indexed(tables.dynamoDb(), paused::add).remove(carryOut())).isEqualTo(OptionalLong.empty());

        assertThat(read()).filteredOn(event -> event.withdrawn().isEmpty()).hasSize(1);
    }

    @Test
    void localModeThatRunsIsGivenTimeAndForgetsToo() throws Exception {
        store(new Slot(DAY.startMillis() + 5), "cpo", "Edsrzf");
        tables.close();
        LocalOptions options = LocalOptions.in(folder, 0).withViews("counts,entities,xlog");
        try (LocalEventStore store = LocalEventStore.start(options, clock)) {
            tables = LocalTables.in(folder);
            while (naming("edsrzf").size() < 2 + 1) {
                TimeUnit.MILLISECONDS.sleep(50);
            }

            assertThat(withdraw()).contains("in 22 s", "2 items were removed");

            assertThat(paused).containsExactly(Duration.ofSeconds(22));
            while (!naming("edsrzf").isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(store.counters().sum("ViewConflicts")).isZero();
        }
    }
}
