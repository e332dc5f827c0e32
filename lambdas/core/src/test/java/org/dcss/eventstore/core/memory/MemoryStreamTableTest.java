package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.contract.StreamTableContract;
import org.dcss.eventstore.core.stream.StreamTable;

final class MemoryStreamTableTest extends StreamTableContract {

    private final StreamTable table = new MemoryStreamTable(7);

    @Override
    protected StreamTable table() {
        return table;
    }
}
