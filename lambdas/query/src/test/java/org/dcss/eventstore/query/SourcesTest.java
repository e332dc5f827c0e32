package org.dcss.eventstore.query;

import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;

final class SourcesTest extends SourcesContract {

    @Override
    StoreUnderTest store(TestClock clock) {
        MemoryEventTable table = new MemoryEventTable(100);
        return new StoreUnderTest(clock, table, table, new MemoryViewTable(5));
    }
}
