package org.dcss.eventstore.query;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Prints how long {@code GET /counts} takes for 366 days of ten sources, each with two types in every hour, when warm. */
public final class CountsTiming {

    private static final int DAYS = 366;
    private static final int SOURCES = 10;
    private static final int REQUESTS = 60;
    private static final int WARM = 30;

    private CountsTiming() {}

    public static void main(String[] arguments) throws IOException {
        Day last = new Day(Samples.DAY.startMillis() + Duration.ofDays(DAYS - 1).toMillis());
        TestClock clock = new TestClock(last.next().next().first().start());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (LocalDynamoDb engine = LocalDynamoDb.inMemory(0);
                DynamoDbClient client = Clients.dynamoDb(engine.endpoint())) {
            client.createTable(TableSchema.VIEWS.request("views"));
            ViewTable views = new DynamoDbViewTable(client, "views", threads);
            views.keep(counts(last));
            views.keep(Map.of(new Counts().checkpoint(), new ViewItem(Slot.at(clock.instant()), Content.EMPTY)));
            MemoryEventTable log = new MemoryEventTable(100);
            StoreUnderTest store = new StoreUnderTest(clock, log, log, views);
            store.serve("counts", new Counts().name());
            time("by day", store, "/counts?from=2020-05-18&to=2021-05-18");
            time("by hour", store, "/counts?from=2020-05-18&to=2021-05-18&by=hour");
            store.close();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<ViewKey, ViewItem> counts(Day last) {
        MemoryViewTable table = new MemoryViewTable(1000);
        Counts counts = new Counts();
        for (Day day = Samples.DAY; day.compareTo(last) <= 0; day = day.next()) {
            List<StoredEvent> events = new ArrayList<>();
            for (int hour = 0; hour < 24; hour++) {
                for (int i = 0; i < 2 * SOURCES; i++) {
                    Slot slot =
                            new Slot(day.startMillis() + Duration.ofHours(hour).toMillis() + i);
                    String type = i % 2 == 0 ? "milestone" : "logfile";
                    events.add(new StoredEvent(slot, Samples.event("s" + i / 2, type, "e", "{}")));
                }
            }
            counts.apply(events, table);
        }
        return table.itemsBeside("checkpoint");
    }

    private static void time(String what, StoreUnderTest store, String address) {
        Client client = store.client("counts").withGzip();
        long[] millis = new long[REQUESTS - WARM];
        Optional<Reply> reply = Optional.empty();
        for (int i = 0; i < REQUESTS; i++) {
            long start = System.nanoTime();
            reply = Optional.of(client.get(address));
            long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
            if (i >= WARM) {
                millis[i - WARM] = took;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%s: median %d ms, fastest %d ms, %d bytes gzipped, %d plain%n",
                what,
                millis[millis.length / 2],
                millis[0],
                reply.orElseThrow().bytes(),
                reply.orElseThrow().text().length());
    }
}
