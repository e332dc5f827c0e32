package org.dcss.eventstore.core.simulation;

import org.dcss.eventstore.core.memory.MemoryClaimTable;
import org.dcss.eventstore.core.memory.MemoryTailTable;
import org.dcss.eventstore.core.write.Tables;

/** The tables as they are meant: every call takes effect at once, and answers. */
record SimulatedTables(SimulatedTable events, MemoryClaimTable claims, MemoryTailTable tails) {

    SimulatedTables(SimulatedTable events) {
        this(events, new MemoryClaimTable(), new MemoryTailTable());
    }

    Tables all() {
        return new Tables(events, claims, tails);
    }
}
