package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.QuotaTableContract;
import org.dcss.eventstore.core.key.QuotaTable;

final class MemoryQuotaTableTest extends QuotaTableContract {

    private final QuotaTable table = new MemoryQuotaTable();

    @Override
    protected QuotaTable table() {
        return table;
    }
}
