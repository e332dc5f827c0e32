package org.dcss.eventstore.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.served.ServedView;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Over a real DynamoDB Local. {@code -Ddcss.projected=20000} kills during a longer replay, {@code -Ddcss.projected.seed} at other moments. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class ProjectorIT {

    private static final int EVENTS = Integer.getInteger("dcss.projected", 2_000);
    private static final long SEED = Long.getLong("dcss.projected.seed", 1);
    private static final int KILLS = 4;
    private static final Settling SETTLING = new Settling(Duration.ofSeconds(3));

    private final Instant first = Instant.now().minus(2, ChronoUnit.HOURS);
    private Tables tables;

    @BeforeEach
    void start() throws Exception {
        tables = new Tables();
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    private ProjectorHandler handler(List<Measurements> measured) {
        return new ProjectorHandler(new Host(Tables.variables(tables.endpoint()), Clock.systemUTC(), measured::add));
    }

    private Map<String, Map<String, AttributeValue>> replayed() throws Exception {
        tables.deleteViews();
        assertThat(ProjectorHost.run(handler(new ArrayList<>()))).isTrue();
        return tables.computed();
    }

    @Tag("slow")
    @Test
    void projectorsThatAreKilledLeaveWhatAReplayGives() throws Exception {
        tables.store(EVENTS, first);
        Random random = new Random(SEED);
        List<Integer> itemsWhenKilled = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process host = ProjectorHost.start(tables.endpoint());
            ProjectorHost.awaitBegin(host);
            int before = tables.computed().size();
            while (host.isAlive() && tables.computed().size() <= before) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(EVENTS / 10));
            host.destroyForcibly().waitFor();
            itemsWhenKilled.add(tables.computed().size());
        }
        Process last = ProjectorHost.start(tables.endpoint());
        assertThat(last.waitFor()).isZero();

        Map<String, Map<String, AttributeValue>> kept = tables.computed();
        System.out.printf(
                "projector: %d events, killed with %s of %d items kept%n", EVENTS, itemsWhenKilled, kept.size());
        assertThat(itemsWhenKilled.get(0)).isLessThan(kept.size());
        assertThat(kept).isEqualTo(replayed());
    }

    @Test
    void poisonedViewStopsAndTheOthersGoOn() throws Exception {
        tables.store(1_500, first);
        Map<String, Map<String, AttributeValue>> right = replayed();
        tables.deleteViews();
        ViewItem foreign = new ViewItem(new Slot(1), Content.of("not of this log\n"));
        tables.views().keep(Map.of(new ViewKey("xlog.2#cao#milestones", "%015d".formatted(0)), foreign));
        List<Measurements> measured = new ArrayList<>();

        assertThat(ProjectorHost.run(handler(measured))).isFalse();

        assertThat(without(tables.computed(), "xlog"))
                .isEqualTo(without(right, "xlog"))
                .hasSizeGreaterThan(1_500);
        assertThat(tables.items())
                .containsKeys("counts.1 checkpoint", "served entities")
                .doesNotContainKeys("xlog.2 checkpoint", "served xlog");
        Map<String, List<Double>> values = new HashMap<>();
        measured.get(0).values().forEach((metric, value) -> values.put(metric.name(), value));
        assertThat(values).containsEntry("ViewConflicts", List.of(1.0)).containsEntry("ViewFailures", List.of(0.0));
    }

    private static Map<String, Map<String, AttributeValue>> without(
            Map<String, Map<String, AttributeValue>> items, String view) {
        Map<String, Map<String, AttributeValue>> others = new HashMap<>(items);
        others.keySet().removeIf(key -> key.contains(view));
        return others;
    }

    @Test
    void readersSeeAWholeIndexWhileItsRuleChanges() throws Exception {
        List<Event> events = tables.store(3_000, first);
        EntityRule byType = EntityRule.parse("milestone=/data/type");
        Map<String, List<Long>> wanted = Map.of(
                new Entities(byType).name(), slots(events, "type", "uniq", false),
                new Entities(EntityAnnotations.read()).name(), slots(events, "name", name(events), true));
        Clock clock = Clock.systemUTC();
        ViewTable views = tables.views();
        Projector old = new Projector(new Feed(tables.log(), SETTLING, clock), views, 1000);
        Projection before = new Projection(
                new Followers(old, views, clock).of(Set.of(ViewSwitch.ENTITIES), byType), old, SETTLING, clock);
        assertThat(before.run(clock.instant().plusSeconds(300)).caughtUp()).isTrue();

        AtomicBoolean done = new AtomicBoolean();
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                reading.add(readers.submit(() -> {
                    ViewReader reader = new ViewReader(tables.log(), SETTLING, views, clock);
                    boolean last = false;
                    while (!last) {
                        last = done.get();
                        ServedView served = ServedView.of(views, "entities").orElseThrow();
                        Entities entities = new Entities(EntityRule.parse(served.definition()));
                        String entity = served.definition().contains("type") ? "uniq" : name(events);
                        List<Long> found = reader
                                .ask(entities, table -> entities.after(table, entity, new Slot(0), 5_000))
                                .value()
                                .stream()
                                .map(event -> event.slot().millis())
                                .toList();
                        assertThat(found).isEqualTo(wanted.get(entities.name()));
                        answers.merge(served.name(), 1, Integer::sum);
                    }
                    return null;
                }));
            }
            while (answers.isEmpty() && !reading.get(0).isDone()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(ProjectorHost.run(handler(new ArrayList<>()))).isTrue();
            done.set(true);
            for (Future<?> one : reading) {
                one.get();
            }
        } finally {
            readers.shutdownNow();
        }

        System.out.println("projector: answers by version " + answers);
        assertThat(answers.keySet()).isEqualTo(new HashSet<>(wanted.keySet()));
    }

    private static String name(List<Event> events) throws Exception {
        return new ObjectMapper().readTree(events.get(0).data()).get("name").asText();
    }

    private static List<Long> slots(List<Event> events, String member, String value, boolean games) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<Long> slots = new ArrayList<>();
        for (Event event : events) {
            String found = json.readTree(event.data()).path(member).asText();
            if ((games || event.type().name().equals("milestone"))
                    && found.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT))) {
                slots.add(event.accepted().toEpochMilli());
            }
        }
        return slots;
    }

    /** It has read a page, and goes on to apply it when all of that, and more, has been applied by another. */
    @Test
    void projectorThatIsThawedAfterTenMinutesChangesNothing() throws Exception {
        tables.store(1_200, first);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        ViewTable views = tables.views();
        Clock then = Clock.fixed(first.plusSeconds(60), ZoneOffset.UTC);
        Projector stale = new Projector(new Feed(tables.log(), SETTLING, then), new Holding(views, held, thaw), 1000);
        Projection frozen = new Projection(
                new Followers(stale, views, then).of(Set.of(ViewSwitch.values()), EntityAnnotations.read()),
                stale,
                SETTLING,
                then);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Projection.Report> report = thread.submit(() -> frozen.run(first.plusSeconds(120)));
            held.await();
            tables.store(700, first.plusSeconds(600));
            assertThat(ProjectorHost.run(handler(new ArrayList<>()))).isTrue();
            Map<String, Map<String, AttributeValue>> kept = tables.computed();

            thaw.countDown();

            assertThat(report.get().failures()).isEmpty();
            assertThat(tables.computed()).isEqualTo(kept).isEqualTo(replayed());
        } finally {
            thread.shutdownNow();
        }
    }

    /** Holds its first replacement until it is thawed. */
    private static final class Holding extends ForwardingViewTable {

        private final CountDownLatch held;
        private final CountDownLatch thaw;

        Holding(ViewTable table, CountDownLatch held, CountDownLatch thaw) {
            super(table);
            this.held = held;
            this.thaw = thaw;
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            held.countDown();
            try {
                thaw.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.replace(key, read, item);
        }
    }
}
