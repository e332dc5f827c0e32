package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.junit.jupiter.api.Test;

final class EntityTest extends EntityContract {

    @Override
    StoreUnderTest store(TestClock clock) {
        MemoryEventTable table = new MemoryEventTable(200);
        return new StoreUnderTest(clock, table, table, new MemoryViewTable(5));
    }

    /** What it costs to wait for a player: one read unit, as long as little else comes. */
    @Test
    void whoAsksAgainForWhatDidNotComeHasTheLogReadOnceAndTheIndexNotAtAll() {
        TestClock clock = new TestClock(Samples.DAY.first().start());
        AtomicInteger reads = new AtomicInteger();
        MemoryEventTable table = new MemoryEventTable(200);
        try (StoreUnderTest store = new StoreUnderTest(
                clock, table, counted(table, reads), new CountedViews(new MemoryViewTable(5), reads))) {
            store.project("entities", new Entities(EntityRule.parse("milestone=/data/name")), "milestone=/data/name");
            store.put(Samples.slot(0), Samples.event("cpo", "milestone", "ann", "{\"name\":\"Ann\"}"));
            clock.advance(Duration.ofHours(1));
            Client client = store.client("entities");
            String waiting = client.get("/events?entity=ann&after=0").next().orElseThrow();

            for (int poll = 1; poll <= 3; poll++) {
                store.put(
                        new Slot(clock.instant().toEpochMilli()),
                        Samples.event("cpo", "milestone", "other" + poll, "{\"name\":\"Bob\"}"));
                clock.advance(Duration.ofSeconds(8));
                reads.set(0);
                Reply page = client.get(waiting);

                assertThat(page.slots()).isEmpty();
                assertThat(page.next()).contains(waiting);
                assertThat(reads).hasValue(1);
            }
            Slot late = new Slot(clock.instant().toEpochMilli());
            store.put(late, Samples.event("cpo", "milestone", "ann-again", "{\"name\":\"ANN\"}"));
            clock.advance(Duration.ofSeconds(20));
            assertThat(client.get(waiting).slots()).containsExactly(late.millis());
            assertThat(client.get("/events?entity=bob&after=" + Samples.slot(0).millis())
                            .slots())
                    .hasSize(3);
        }
    }

    private static EventLog counted(EventLog log, AtomicInteger reads) {
        return (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(), new Class<?>[] {EventLog.class}, (proxy, method, arguments) -> {
                    reads.incrementAndGet();
                    return method.invoke(log, arguments);
                });
    }

    private static final class CountedViews extends ForwardingViewTable {

        private final AtomicInteger reads;

        CountedViews(ViewTable table, AtomicInteger reads) {
            super(table);
            this.reads = reads;
        }

        @Override
        public Optional<ViewItem> get(ViewKey key) {
            reads.incrementAndGet();
            return super.get(key);
        }

        @Override
        public List<Entry> read(String view, String from, String to, int limit) {
            reads.incrementAndGet();
            return super.read(view, from, to, limit);
        }
    }

    @Test
    void indexThatLagsFarBehindLeadsOnThroughTheLog() {
        TestClock clock = new TestClock(Samples.DAY.first().start());
        try (StoreUnderTest store = store(clock)) {
            store.project("entities", new Entities(EntityRule.parse("milestone=/data/name")), "milestone=/data/name");
            for (int i = 0; i < 1_500; i++) {
                String name = i % 300 == 299 ? "Ann" : "Bob";
                store.put(Samples.slot(i), Samples.event("cpo", "milestone", "e" + i, "{\"name\":\"" + name + "\"}"));
            }
            clock.set(Samples.DAY.next().first().start());
            Client client = store.client("entities");

            List<Long> seen = new ArrayList<>();
            Reply page = client.get("/events?entity=ann&after=0");
            assertThat(page.header("Caught-Up")).isEqualTo("?0");
            assertThat(page.next()).contains("/events?after=" + page.header("Complete-Through") + "&entity=ann");
            seen.addAll(page.slots());
            while (page.header("Caught-Up").equals("?0")) {
                page = client.get(page.next().orElseThrow());
                seen.addAll(page.slots());
            }

            assertThat(seen)
                    .containsExactly(
                            Samples.slot(299).millis(),
                            Samples.slot(599).millis(),
                            Samples.slot(899).millis(),
                            Samples.slot(1199).millis(),
                            Samples.slot(1499).millis());
            Reply last = client.get("/events?entity=ann&last=1");
            assertThat(last.header("Caught-Up")).isEqualTo("?0");
            assertThat(last.next()).contains("/events?after=" + last.header("Complete-Through") + "&entity=ann");
        }
    }
}
