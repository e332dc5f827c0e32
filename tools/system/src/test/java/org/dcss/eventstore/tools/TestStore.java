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

/** A real store in this process: local mode with a FIFO queue, which keeps the order of cpo's events. */
final class TestStore implements AutoCloseable {

    static final String KEY = "secret-key-of-cpo";

    private final LocalEventStore local;

    private TestStore(LocalEventStore local) {
        this.local = local;
    }

    /**
     * Starts it in a folder that may have been used before.
     *
     * @param port 0 for a free one
     * @param fromNow how far its clock is ahead
     */
    static TestStore start(Path folder, int port, Duration fromNow) throws IOException {
        LocalOptions usual = LocalOptions.in(folder, port);
        LocalOptions options = new LocalOptions(
                folder,
                usual.gateway(),
                usual.mapping(),
                Map.of(KEY, new Source("cpo")),
                true,
                usual.settle(),
                usual.maxReceives(),
                usual.quotas());
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

    /** A store in a process of its own, until it is killed. Arguments: folder, port, days that its clock is ahead. */
    public static void main(String[] args) throws IOException, InterruptedException {
        start(Path.of(args[0]), Integer.parseInt(args[1]), Duration.ofDays(Long.parseLong(args[2])));
        Thread.currentThread().join();
    }
}
