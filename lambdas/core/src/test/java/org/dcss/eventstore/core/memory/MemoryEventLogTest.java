package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.EventLogContract;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.table.EventTable;

final class MemoryEventLogTest extends EventLogContract {

    private final MemoryEventTable memory = new MemoryEventTable(100);

    @Override
    protected EventLog log() {
        return memory;
    }

    @Override
    protected EventTable table() {
        return memory;
    }
}
