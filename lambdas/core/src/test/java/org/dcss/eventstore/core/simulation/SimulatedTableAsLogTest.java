package org.dcss.eventstore.core.simulation;

import org.dcss.eventstore.core.contract.EventLogContract;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.table.EventTable;

final class SimulatedTableAsLogTest extends EventLogContract {

    private final SimulatedTable simulated = new SimulatedTable(() -> 0, 256);

    @Override
    protected EventLog log() {
        return simulated;
    }

    @Override
    protected EventTable table() {
        return simulated;
    }
}
