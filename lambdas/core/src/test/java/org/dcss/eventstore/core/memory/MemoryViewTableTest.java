package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.ViewTableContract;
import org.dcss.eventstore.core.view.ViewTable;

class MemoryViewTableTest extends ViewTableContract {

    private final ViewTable table = new MemoryViewTable(7);

    @Override
    protected ViewTable table() {
        return table;
    }
}
