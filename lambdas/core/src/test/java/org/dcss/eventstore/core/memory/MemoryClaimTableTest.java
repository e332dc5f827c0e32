package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.ClaimTable;
import org.dcss.eventstore.core.contract.ClaimTableContract;

final class MemoryClaimTableTest extends ClaimTableContract {

    private final MemoryClaimTable memory = new MemoryClaimTable();

    @Override
    protected ClaimTable table() {
        return memory;
    }
}
