package org.dcss.eventstore.core.memory;

import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.contract.ObjectStoreContract;

final class MemoryObjectStoreTest extends ObjectStoreContract {

    private final ObjectStore store = new MemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }
}
