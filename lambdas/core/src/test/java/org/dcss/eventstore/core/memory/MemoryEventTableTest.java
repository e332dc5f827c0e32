package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.EventLog;
import org.dcss.eventstore.core.EventTable;
import org.dcss.eventstore.core.contract.EventTableContract;

final class MemoryEventTableTest extends EventTableContract {

    private final MemoryEventTable memory = new MemoryEventTable(100);

    @Override
    protected EventTable table() {
        return memory;
    }

    @Override
    protected EventLog log() {
        return memory;
    }
}
