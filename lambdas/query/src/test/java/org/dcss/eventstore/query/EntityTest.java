package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.junit.jupiter.api.Test;

final class EntityTest extends EntityContract {

    @Override
    StoreUnderTest store(TestClock clock) {
        MemoryEventTable table = new MemoryEventTable(200);
        return new StoreUnderTest(clock, table, table, new MemoryViewTable(5));
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
