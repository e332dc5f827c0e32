package org.dcss.eventstore.core.simulation;

import org.dcss.eventstore.core.contract.EventTableContract;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.table.EventTable;

final class SimulatedTableTest extends EventTableContract {

    private final SimulatedTable simulated = new SimulatedTable(() -> 0, 256);

    @Override
    protected EventTable table() {
        return simulated;
    }

    @Override
    protected EventLog log() {
        return simulated;
    }
}
