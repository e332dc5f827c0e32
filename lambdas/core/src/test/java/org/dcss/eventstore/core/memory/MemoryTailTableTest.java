package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.TailTableContract;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.TailTable;

final class MemoryTailTableTest extends TailTableContract {

    private final MemoryTailTable memory = new MemoryTailTable();
    private final MemoryClaimTable claims = new MemoryClaimTable();

    @Override
    protected TailTable table() {
        return memory;
    }

    @Override
    protected ClaimTable claims() {
        return claims;
    }
}
