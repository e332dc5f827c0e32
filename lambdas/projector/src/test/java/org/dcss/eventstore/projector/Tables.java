package org.dcss.eventstore.projector;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.XlogLine;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A DynamoDB Local with a table of events and one of views, and what a projector needs to reach them. */
final class Tables implements AutoCloseable {

    static final String EVENTS = "events";
    static final String VIEWS = "views";

    private final LocalDynamoDb engine;
    private final DynamoDbClient client;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    Tables() throws IOException {
        engine = LocalDynamoDb.inMemory(0);
        client = Clients.dynamoDb(engine.endpoint());
        client.createTable(TableSchema.EVENTS.request(EVENTS));
        client.createTable(TableSchema.VIEWS.request(VIEWS));
    }

    static Map<String, String> variables(String endpoint) {
        return Map.of(
                "AWS_REGION",
                Clients.REGION.id(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_ENDPOINT_URL",
                endpoint,
                "EVENTS_TABLE",
                EVENTS,
                "VIEWS_TABLE",
                VIEWS,
                "VIEWS",
                "counts,entities,xlog");
    }

    String endpoint() {
        return engine.endpoint().toString();
    }

    DynamoDbEventLog log() {
        return new DynamoDbEventLog(client, EVENTS);
    }

    ViewTable views() {
        return new DynamoDbViewTable(client, VIEWS, threads);
    }

    /** Milestones and games of three sources, a few milliseconds apart. */
    List<Event> store(int events, Instant first) throws Exception {
        DynamoDbEventTable table = new DynamoDbEventTable(client, EVENTS, Duration.ofSeconds(30), Optional.empty());
        Random random = new Random(first.toEpochMilli());
        SampleGames games = new SampleGames(random);
        List<String> sources = List.of("cao", "cpo", "cdi");
        List<Event> stored = new ArrayList<>();
        Set<Day> opened = new HashSet<>();
        List<Future<?>> puts = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            Slot slot = Slot.at(first.plusMillis(3L * i));
            XlogLine line = i % 7 == 0 ? games.logfile() : games.milestone();
            Event event = new Event(
                    new EventId("e" + slot.millis()),
                    new EventType(line.type()),
                    new Source(sources.get(random.nextInt(sources.size()))),
                    slot.start(),
                    line.data());
            stored.add(event);
            if (opened.add(slot.day())) {
                table.open(slot.day());
            }
            puts.add(threads.submit(() -> table.put(slot, event).known().orElseThrow()));
        }
        for (Future<?> put : puts) {
            put.get();
        }
        return stored;
    }

    /** All items of the table of views, by their keys. */
    Map<String, Map<String, AttributeValue>> items() {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        client.scanPaginator(scan -> scan.tableName(VIEWS).consistentRead(true))
                .items()
                .forEach(item -> items.put(Values.text(item, "view") + " " + Values.text(item, "key"), item));
        return items;
    }

    /** Those that are a function of the log alone: a checkpoint may stand beyond the last event. */
    Map<String, Map<String, AttributeValue>> computed() {
        Map<String, Map<String, AttributeValue>> computed = items();
        computed.keySet().removeIf(key -> key.endsWith(" checkpoint") || key.startsWith("served "));
        return computed;
    }

    void deleteViews() {
        client.deleteTable(table -> table.tableName(VIEWS));
        client.createTable(TableSchema.VIEWS.request(VIEWS));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
        engine.close();
    }
}
