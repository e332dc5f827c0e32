package org.dcss.eventstore.query;

import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;

final class EntityTest extends EntityContract {

    @Override
    StoreUnderTest store(TestClock clock) {
        MemoryEventTable table = new MemoryEventTable(200);
        return new StoreUnderTest(clock, table, table, new MemoryViewTable(5));
    }
}
