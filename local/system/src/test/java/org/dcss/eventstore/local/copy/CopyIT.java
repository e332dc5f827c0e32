package org.dcss.eventstore.local.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.StoreTables;
import org.dcss.eventstore.local.administration.CreateTables;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import org.dcss.eventstore.local.store.LocalTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** From local mode's folder to the tables of another engine, and back. */
final class CopyIT {

    private static final long DAY = 86_400_000;
    private static final int EVENTS = 350;
    private static final LogCopy.Copied STREAMS =
            new LogCopy.Copied(LocalTables.STREAMS, "prod-streams", TableSchema.STREAMS);

    @TempDir
    private Path folder;

    private final ExecutorService puts = Executors.newFixedThreadPool(8);
    private LocalTables tables;
    private StoreTables.Open local;
    private LocalDynamoDb engine;
    private StoreTables.Open deployed;

    @BeforeEach
    void start() throws Exception {
        tables = LocalTables.in(folder);
        local = StoreTables.Open.local(tables);
        engine = LocalDynamoDb.inMemory(0);
        DynamoDbClient client = Clients.dynamoDb(engine.endpoint());
        CreateTables.events(client, "prod-events");
        CreateTables.claims(client, "prod-claims");
        CreateTables.streams(client, STREAMS.to());
        deployed = StoreTables.Open.deployed(client, "prod-events", "prod-claims", client);
    }

    @AfterEach
    void stop() {
        puts.shutdown();
        deployed.close();
        engine.close();
        local.close();
    }

    private static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static void put(StoreTables.Open store, String table, Map<String, AttributeValue> item) {
        store.dynamoDb().putItem(put -> put.tableName(table).item(item));
    }

    private static Map<String, AttributeValue> event(long ts, String data) {
        return Map.of(
                "ts_day",
                n(ts - ts % DAY),
                "ts",
                n(ts),
                "id",
                s("e" + ts),
                "type",
                s("milestone"),
                "src",
                s("cpo"),
                "accepted",
                n(ts),
                "data",
                s(data));
    }

    private static Map<String, AttributeValue> version(long version, boolean pending) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "stream",
                s("game-7"),
                "version",
                n(version),
                "src",
                s("cpo"),
                "type",
                s("milestone"),
                "id",
                s("v" + version),
                "appended",
                n(DAY),
                "data",
                s("{}")));
        if (pending) {
            item.put("pending", n(3));
        }
        return item;
    }

    /** Events on two days, one of them withdrawn, a tombstone on a third, the index of days, claims and a tail, and a stream. */
    private void fill(StoreTables.Open store, String streams) {
        for (int i = 0; i < EVENTS; i++) {
            put(store, store.events(), event(DAY * (1 + i % 2) + i, "{\"n\":" + i + "}"));
        }
        put(
                store,
                store.events(),
                Map.of(
                        "ts_day",
                        n(DAY),
                        "ts",
                        n(DAY + 9_000),
                        "id",
                        s("w"),
                        "type",
                        s("milestone"),
                        "src",
                        s("cpo"),
                        "accepted",
                        n(DAY),
                        "withdrawn",
                        s("forged"),
                        "withdrawal",
                        s("mark")));
        put(
                store,
                store.events(),
                Map.of(
                        "ts_day",
                        n(3 * DAY),
                        "ts",
                        n(3 * DAY + 5),
                        "id",
                        s("t"),
                        "src",
                        s("cpo"),
                        "next",
                        n(3 * DAY + 9)));
        for (long day : new long[] {DAY, 2 * DAY}) {
            put(store, store.events(), Map.of("ts_day", n(-1), "ts", n(day)));
        }
        put(store, store.claims(), Map.of("id", s("cpo/mine"), "slot", n(DAY + 4), "hash", s("0f")));
        put(store, store.claims(), Map.of("id", s("cpo"), "slot", n(2 * DAY)));
        put(store, streams, version(1, false));
        put(store, streams, version(2, true));
        put(store, streams, Map.of("stream", s("game-7/mine"), "version", n(-1), "of", n(2), "hash", s("0f")));
    }

    private static Set<Map<String, AttributeValue>> all(StoreTables.Open store, String table) {
        Set<Map<String, AttributeValue>> items = new HashSet<>();
        store.dynamoDb()
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(items::add);
        return items;
    }

    private void assertSame() {
        assertThat(all(deployed, deployed.events())).isEqualTo(all(local, local.events()));
        assertThat(all(deployed, deployed.claims())).isEqualTo(all(local, local.claims()));
        assertThat(all(deployed, STREAMS.to())).isEqualTo(all(local, STREAMS.from()));
    }

    @Test
    void wholeLogIsCopiedItemByItem() {
        fill(local, STREAMS.from());
        LogCopy copy = new LogCopy(local, deployed, Optional.of(STREAMS), puts);

        List<CopyReport> reports = copy.copy(report -> {});

        assertThat(reports)
                .containsExactly(
                        new CopyReport("prod-claims", 2, 0, 0),
                        new CopyReport("prod-streams", 3, 0, 0),
                        new CopyReport("prod-events", EVENTS + 4, 0, 0));
        assertSame();
        assertThat(copy.compare()).allMatch(report -> report.alike() == report.total());
    }

    @Test
    void wholeLogIsCopiedBack() {
        fill(deployed, STREAMS.to());

        LogCopy.Copied back = new LogCopy.Copied(STREAMS.to(), STREAMS.from(), STREAMS.schema());
        new LogCopy(deployed, local, Optional.of(back), puts).copy(report -> {});

        assertSame();
    }

    @Test
    void copyThatWasCutOffGoesOn() {
        fill(local, STREAMS.from());
        AtomicInteger batches = new AtomicInteger();
        LogCopy copy = new LogCopy(local, deployed, Optional.of(STREAMS), puts);
        try {
            copy.copy(report -> {
                if (batches.incrementAndGet() == 2) {
                    throw new IllegalStateException("cut off");
                }
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("cut off");
        }
        assertThat(copy.compare()).anyMatch(report -> report.copied() > 0);

        List<CopyReport> reports = copy.copy(report -> {});

        assertThat(reports.get(2).alike()).isEqualTo(200);
        assertThat(reports.get(2).copied()).isEqualTo(EVENTS + 4 - 200);
        assertSame();
    }

    @Test
    void nothingIsOverwrittenAndWhatDiffersIsTold() {
        fill(local, STREAMS.from());
        put(deployed, deployed.events(), event(DAY, "{\"n\":\"another\"}"));
        LogCopy copy = new LogCopy(local, deployed, Optional.of(STREAMS), puts);

        assertThat(copy.copy(report -> {}).get(2).different()).isEqualTo(1);

        assertThat(all(deployed, deployed.events())).contains(event(DAY, "{\"n\":\"another\"}"));
        assertThat(copy.compare().get(2).different()).isEqualTo(1);
    }

    @Test
    void versionThatHasGoneToTheQueueMeanwhileIsTheSame() {
        fill(local, STREAMS.from());
        LogCopy copy = new LogCopy(local, deployed, Optional.of(STREAMS), puts);
        copy.copy(report -> {});
        put(deployed, STREAMS.to(), version(2, false));

        assertThat(copy.copy(report -> {}).get(1)).isEqualTo(new CopyReport("prod-streams", 0, 3, 0));
        assertThat(copy.compare()).allMatch(report -> report.alike() == report.total());
    }

    @Test
    void streamsStayWhereTheyAreUnlessTheirTablesAreNamed() {
        fill(local, STREAMS.from());

        List<CopyReport> reports = new LogCopy(local, deployed, Optional.empty(), puts).copy(report -> {});

        assertThat(reports).extracting(CopyReport::table).containsExactly("prod-claims", "prod-events");
        assertThat(all(deployed, STREAMS.to())).isEmpty();
    }
}
