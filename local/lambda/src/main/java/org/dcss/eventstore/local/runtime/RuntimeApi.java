package org.dcss.eventstore.local.runtime;

import java.io.IOException;
import java.net.InetAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The endpoint that one instance's client talks to, on a free port of loopback. */
final class RuntimeApi implements AutoCloseable {

    /** The instance is waiting on one, reporting on another; the rest are Jetty's own. */
    private static final int MAX_THREADS = 6;

    private final Server server;
    private final ServerConnector connector;

    private RuntimeApi(Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName("runtime-api");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(0);
        server.setHandler(handler);
        connector = new ServerConnector(server, 0, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        // A function may idle for as long as nobody invokes it.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
    }

    static RuntimeApi start(Handler handler) throws IOException {
        RuntimeApi api = new RuntimeApi(handler);
        try {
            api.server.start();
            return api;
        } catch (Exception e) {
            api.close();
            throw new IOException("cannot listen on loopback", e);
        }
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} gives them. */
    String address() {
        return connector.getHost() + ":" + connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the runtime API did not stop", e);
        }
    }
}
