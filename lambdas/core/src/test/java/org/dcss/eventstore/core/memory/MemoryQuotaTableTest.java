package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.QuotaTable;
import org.dcss.eventstore.core.contract.QuotaTableContract;

final class MemoryQuotaTableTest extends QuotaTableContract {

    private final QuotaTable table = new MemoryQuotaTable();

    @Override
    protected QuotaTable table() {
        return table;
    }
}
