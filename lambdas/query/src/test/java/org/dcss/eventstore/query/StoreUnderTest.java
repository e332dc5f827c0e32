package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.dynamodb.DynamoDbTables;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.view.Views;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Query over a log and a table of views, with a projector that goes on when it is told to. */
final class StoreUnderTest implements AutoCloseable {

    static final Duration SETTLE = Duration.ofSeconds(3);
    private static final int PAGE = 7;

    private final TestClock clock;
    private final EventTable table;
    private final EventLog log;
    private final ViewTable views;
    private final Settling settling = new Settling(SETTLE);
    private final ExecutorService readers = Executors.newCachedThreadPool();

    StoreUnderTest(TestClock clock, EventTable table, EventLog log, ViewTable views) {
        this.clock = clock;
        this.table = table;
        this.log = log;
        this.views = views;
    }

    /** In new tables of this engine. */
    static StoreUnderTest over(DynamoDbTables engine, TestClock clock) {
        DynamoDbClient client = engine.client();
        String events = engine.table((dynamoDb, name) -> dynamoDb.createTable(TableSchema.EVENTS.request(name)));
        String views = engine.table((dynamoDb, name) -> dynamoDb.createTable(TableSchema.VIEWS.request(name)));
        return new StoreUnderTest(
                clock,
                new DynamoDbEventTable(client, events, Duration.ofMinutes(1), Optional.empty()),
                new DynamoDbEventLog(client, events),
                new DynamoDbViewTable(client, views, Runnable::run));
    }

    Client client(String... switchedOn) {
        return new Client(new QueryHandler(new QueryHandler.Parts(
                log,
                Optional.of(new Views(views, Set.of(switchedOn), log, settling, clock)),
                settling,
                new Caching(Optional.empty()),
                readers,
                new Platform(clock, new Log("test", Log.Level.INFO, clock, System.out), measured -> {}))));
    }

    /** Puts an event at a slot, and its day into the index of days. */
    void put(Slot slot, Event event) {
        table.open(slot.day());
        assertThat(table.put(slot, event).known()).contains(new PutResult.Stored());
    }

    /** Applies what has settled, a page at a time, and says that the view is read now. */
    void project(String name, View view, String rule) {
        Projector projector = new Projector(new Feed(log, settling, clock), views, PAGE);
        boolean caughtUp = false;
        while (!caughtUp) {
            caughtUp = projector.step(view).caughtUp();
        }
        serve(name, view.name() + (rule.isEmpty() ? "" : "\n" + rule));
    }

    /** Applies one page of what has settled. */
    void step(View view) {
        new Projector(new Feed(log, settling, clock), views, PAGE).step(view);
    }

    void serve(String name, String text) {
        ViewKey key = new ViewKey("served", name);
        Optional<Slot> before = views.get(key).map(ViewItem::through);
        views.replace(key, before, new ViewItem(before.map(Slot::next).orElse(new Slot(1)), Content.of(text)));
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
