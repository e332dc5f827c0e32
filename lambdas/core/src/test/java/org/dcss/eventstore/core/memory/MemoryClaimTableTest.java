package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.ClaimTableContract;
import org.dcss.eventstore.core.table.ClaimTable;

final class MemoryClaimTableTest extends ClaimTableContract {

    private final MemoryClaimTable memory = new MemoryClaimTable();

    @Override
    protected ClaimTable table() {
        return memory;
    }
}
