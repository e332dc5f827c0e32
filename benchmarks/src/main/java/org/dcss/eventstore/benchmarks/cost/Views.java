package org.dcss.eventstore.benchmarks.cost;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.store.LocalTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What each view asks of DynamoDB: the projector applies a log as DCSS's to it, with a meter before the tables. */
final class Views {

    /** The sources of today, taken to send alike. */
    private static final int SOURCES = 17;

    private static final int PAGE = 1_000;
    private static final Duration STEP = Duration.ofDays(1).dividedBy(Events.PER_DAY);
    private static final List<View> ALL = List.of(
            new Counts(), new Entities(EntityRule.parse("milestone=/data/name\nlogfile=/data/name")), new Xlog());

    /**
     * What a view takes for an event, all pages and checkpoints included.
     *
     * @param eachMinute when it is brought up to date each minute
     * @param inPages when it is built in pages of 1000
     * @param storedBytes of its items, with what DynamoDB adds to each
     */
    record Use(String view, Meter.Count eachMinute, Meter.Count inPages, double storedBytes) {}

    private final Target target;
    private final Prices prices;
    private final int events;
    private final Slot first;

    /** Stores the log: a day of it, or its first so many events. */
    Views(Target target, Prices prices, int events) throws Exception {
        this.target = target;
        this.prices = prices;
        this.events = events;
        this.first = Day.containing(Clock.systemUTC().instant().minus(Duration.ofDays(2)))
                .first();
        target.empty(TableSchema.EVENTS, LocalTables.EVENTS);
        Events made = new Events(42);
        StoredEvents.put(
                target,
                IntStream.range(0, events).mapToObj(i -> message(made, i)).toList());
    }

    private Message message(Events made, int number) {
        SampleEvent event = made.next();
        SampleEvent ofSomeSource = new SampleEvent(event.type(), "s" + number % SOURCES, event.data());
        Slot slot = new Slot(first.millis() + STEP.multipliedBy(number).toMillis());
        return Events.message(ofSomeSource, made.nextId(), slot);
    }

    /** What each view takes. */
    List<Use> measure() throws IOException {
        try (Meter meter = new Meter(target.engines(), Optional.empty());
                DynamoDbClient dynamoDb = Clients.dynamoDb(meter.dynamoDb())) {
            return ALL.stream()
                    .map(view -> {
                        System.err.println("  " + view.name());
                        Meter.Count inPages = perEvent(view, Duration.ofDays(1), dynamoDb, meter);
                        Meter.Count eachMinute = perEvent(view, Duration.ofMinutes(1), dynamoDb, meter);
                        // As the switch names it: without version and rule.
                        String name = view.name().replaceFirst("\\..*", "");
                        return new Use(name, eachMinute, inPages, storedBytes());
                    })
                    .toList();
        }
    }

    /** Builds the view anew, as it would be if so much time were between two steps. */
    private Meter.Count perEvent(View view, Duration pause, DynamoDbClient dynamoDb, Meter meter) {
        target.empty(TableSchema.VIEWS, LocalTables.VIEWS);
        DynamoDbViewTable table = new DynamoDbViewTable(dynamoDb, LocalTables.VIEWS, Runnable::run);
        DynamoDbEventLog log = new DynamoDbEventLog(dynamoDb, LocalTables.EVENTS);
        Settling settling = new Settling(target.defaults().settle());
        meter.take();
        int applied = 0;
        for (Instant now = first.start().plus(pause); applied < events; now = now.plus(pause)) {
            Feed feed = new Feed(log, settling, Clock.fixed(now, ZoneOffset.UTC));
            Projector.Step step;
            do {
                step = new Projector(feed, table, PAGE).step(view);
                applied += step.events();
            } while (!step.caughtUp());
        }
        return meter.take().each(events);
    }

    private double storedBytes() {
        return target
                        .engines()
                        .dynamoDbClient()
                        .scanPaginator(scan -> scan.tableName(LocalTables.VIEWS))
                        .items()
                        .stream()
                        .mapToDouble(item -> StoredEvents.bytes(item) + prices.of("item_overhead_bytes"))
                        .sum()
                / events;
    }
}
