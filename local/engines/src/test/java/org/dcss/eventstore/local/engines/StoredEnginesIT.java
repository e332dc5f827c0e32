package org.dcss.eventstore.local.engines;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class StoredEnginesIT extends EnginesContract {
    @TempDir
    private Path directory;

    @Override
    Engines start() throws IOException {
        return Engines.at(directory);
    }
}
