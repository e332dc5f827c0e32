package org.dcss.eventstore.benchmarks.cost;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Stands before an engine and counts what passes. */
final class Meter implements Closeable {

    private static final int MAX_THREADS = 64;

    private final Server server;
    private final ServerConnector connector;
    private final MeterHandler handler;

    private Meter(URI behind) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("meter");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        handler = new MeterHandler(behind);
        server.setHandler(handler);
    }

    /** Listens on a free port of loopback. */
    static Meter before(URI behind) throws IOException {
        Meter meter = new Meter(behind);
        try {
            meter.server.start();
            return meter;
        } catch (Exception e) {
            meter.close();
            throw new IOException("cannot listen on loopback", e);
        }
    }

    URI uri() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
    }

    /** What has passed since this was last asked. */
    Tally take() {
        return handler.take();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the meter did not stop", e);
        }
    }
}
