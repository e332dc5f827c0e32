package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.contract.ViewTableContract;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTableException;
import org.dcss.eventstore.core.xlog.Xlog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbViewTableIT extends ViewTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final List<View> VIEWS =
            List.of(new Counts(), new Xlog(), new Entities(EntityRule.parse("milestone=/data/name")));

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final ViewTable table = new DynamoDbViewTable(DYNAMO_DB.client(), DYNAMO_DB.views(), threads);

    @Override
    protected ViewTable table() {
        return table;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void tableThatDoesNotAnswerSaysSo() {
        ViewTable absent = new DynamoDbViewTable(DYNAMO_DB.client(), "absent", threads);
        ViewKey key = new ViewKey("a", "b");
        ViewItem item = new ViewItem(new Slot(1), Content.EMPTY);

        List<ThrowingCallable> calls = List.of(
                () -> absent.get(key),
                () -> absent.replace(key, Optional.empty(), item),
                () -> absent.keep(Map.of(key, item, new ViewKey("a", "c"), item)),
                () -> absent.read("a", "b", "c", 1),
                () -> absent.floor("a", "b"));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(ViewTableException.class)
                        .hasMessageContaining("absent"));
    }

    @Test
    void twoProjectorsAtOnceMakeWhatOneMakes() throws Exception {
        MemoryEventTable log = log(400);
        Feed feed = new Feed(
                log,
                new Settling(Duration.ofSeconds(3)),
                Clock.fixed(Samples.DAY.next().next().first().start(), ZoneOffset.UTC));
        ExecutorService projectors = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(projectors.submit(() -> project(new Projector(feed, table, 30))));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            projectors.shutdownNow();
        }
        MemoryViewTable right = new MemoryViewTable(100);
        project(new Projector(feed, right, 1000));

        right.itemsBeside("")
                .forEach((key, item) ->
                        assertThat(table.get(key)).as(key.toString()).contains(item));
    }

    private static MemoryEventTable log(int events) {
        MemoryEventTable log = new MemoryEventTable(100);
        log.open(Samples.DAY);
        Random random = new Random(5);
        for (int i = 0; i < events; i++) {
            Event event = Samples.random(random, "e" + i, 20);
            log.put(
                    Samples.slot(i * 60_000L),
                    i % 5 == 0 ? Samples.filed(event, "f" + i % 3, event.accepted()) : event);
        }
        return log;
    }

    private static void project(Projector projector) {
        for (View view : VIEWS) {
            while (!projector.step(view).caughtUp()) {
                // The next page.
            }
        }
    }
}
