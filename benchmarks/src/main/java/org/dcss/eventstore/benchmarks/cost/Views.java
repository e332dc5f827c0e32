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
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.engines.access.Clients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What each view asks of DynamoDB: the projector applies a log as DCSS's to it, with a meter before the tables. */
final class Views {

    /** The sources of today, taken to send alike. */
    private static final int SOURCES = 17;

    private static final int PAGE = 1_000;
    private static final String TABLE = "dcss-views";
    private static final Duration STEP = Duration.ofDays(1).dividedBy(Events.PER_DAY);
    private static final List<View> ALL = List.of(
            new Counts(), new Entities(EntityRule.parse("milestone=/data/name\nlogfile=/data/name")), new Xlog());

    /**
     * What a view takes for an event.
     *
     * @param eachMinute when it is brought up to date each minute
     * @param inPages when it is built in pages of 1000
     * @param storedBytes of its items, with what DynamoDB adds to each
     */
    record Use(String view, PerEvent eachMinute, PerEvent inPages, double storedBytes) {}

    /** What is asked of DynamoDB for an event, all pages and checkpoints included. */
    record PerEvent(double calls, double writeUnits, double readUnits) {}

    private final Target target;
    private final Prices prices;
    private final int events;
    private final Slot first;

    /** Stores the log: a day of it, or its first so many events. */
    Views(Target target, Prices prices, int events, Clock clock) throws Exception {
        this.target = target;
        this.prices = prices;
        this.events = events;
        this.first = Day.containing(clock.instant().minus(Duration.ofDays(2))).first();
        target.emptyTable();
        Events made = new Events(42);
        StoredEvents.put(
                target,
                IntStream.range(0, events)
                        .mapToObj(i -> Events.message(ofSomeSource(made.next(), i), made.nextId(), slot(i)))
                        .toList());
    }

    private static SampleEvent ofSomeSource(SampleEvent event, int number) {
        return new SampleEvent(event.type(), "s" + number % SOURCES, event.data());
    }

    private Slot slot(int number) {
        return new Slot(first.millis() + STEP.multipliedBy(number).toMillis());
    }

    /** What each view takes. */
    List<Use> measure() throws IOException {
        try (Meter meter = Meter.before(target.engines().dynamoDb().endpoint(), Optional.empty());
                DynamoDbClient dynamoDb = Clients.dynamoDb(meter.uri())) {
            return ALL.stream()
                    .map(view -> {
                        System.err.println("  " + view.name());
                        PerEvent inPages = perEvent(view, Duration.ofDays(1), dynamoDb, meter);
                        PerEvent eachMinute = perEvent(view, Duration.ofMinutes(1), dynamoDb, meter);
                        // As the switch names it: without version and rule.
                        String name = view.name().replaceFirst("\\..*", "");
                        return new Use(name, eachMinute, inPages, storedBytes());
                    })
                    .toList();
        }
    }

    /** Builds the view anew, as it would be if so much time were between two steps. */
    private PerEvent perEvent(View view, Duration pause, DynamoDbClient dynamoDb, Meter meter) {
        if (target.engines().dynamoDbClient().listTables().tableNames().contains(TABLE)) {
            target.engines().dynamoDbClient().deleteTable(table -> table.tableName(TABLE));
        }
        target.engines().dynamoDbClient().createTable(TableSchema.VIEWS.request(TABLE));
        DynamoDbViewTable table = new DynamoDbViewTable(dynamoDb, TABLE, Runnable::run);
        DynamoDbEventLog log = new DynamoDbEventLog(dynamoDb, Target.EVENTS);
        Settling settling =
                new Settling(Duration.ofMillis((long) target.defaults().number("settle_ms")));
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
        Meter.Count count = meter.take();
        double each = events;
        return new PerEvent(count.calls() / each, count.writeUnits() / each, count.readUnits() / each);
    }

    private double storedBytes() {
        return target.engines().dynamoDbClient().scanPaginator(scan -> scan.tableName(TABLE)).items().stream()
                        .mapToDouble(item -> StoredEvents.bytes(item) + prices.of("item_overhead_bytes"))
                        .sum()
                / events;
    }
}
