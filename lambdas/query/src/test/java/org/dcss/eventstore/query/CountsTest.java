package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.junit.jupiter.api.Test;

final class CountsTest extends CountsContract {

    @Override
    StoreUnderTest store(TestClock clock) {
        MemoryEventTable table = new MemoryEventTable(100);
        return new StoreUnderTest(clock, table, table, new MemoryViewTable(5));
    }

    @Test
    void moreThanOneAnswerHoldsIsRefused() {
        TestClock clock = new TestClock(Samples.DAY.next().first().start());
        try (StoreUnderTest store = store(clock)) {
            for (int i = 0; i < 50_200; i++) {
                store.put(Samples.slot(i), Samples.event("s" + i / 200, "t" + i % 200, "e" + i, "{}"));
            }
            store.project("counts", new Counts(), "");
            Client client = store.client("counts");

            Reply reply = client.get("/counts?to=2020-05-18");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.detail()).contains("fewer days");
        }
    }
}
