package org.dcss.eventstore.local.engines;

import java.io.IOException;

final class InMemoryEnginesIT extends EnginesContract {
    @Override
    Engines start() throws IOException {
        return Engines.inMemory();
    }
}
