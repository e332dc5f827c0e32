package org.dcss.eventstore.tools;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.dcss.eventstore.local.store.StartException;

/** A real store in this process: local mode. */
final class TestStore implements AutoCloseable {

    static final String KEY = "secret-key-of-cpo";

    private final LocalEventStore local;

    private TestStore(LocalEventStore local) {
        this.local = local;
    }

    /** Starts on a free port, in a folder that may have been used before, and takes events of cpo. */
    static TestStore in(Path folder, Duration fromNow) throws IOException {
        LocalOptions options = LocalOptions.in(folder, 0).withKeys(Map.of(KEY, new Source("cpo")));
        try {
            return new TestStore(LocalEventStore.start(options, Clock.offset(Clock.systemUTC(), fromNow)));
        } catch (StartException e) {
            throw new IOException("local mode did not start", e);
        }
    }

    URI uri() {
        return local.uri();
    }

    @Override
    public void close() {
        local.close();
    }
}
