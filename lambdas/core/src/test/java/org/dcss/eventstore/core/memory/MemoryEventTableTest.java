package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.EventTableContract;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.table.EventTable;

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
