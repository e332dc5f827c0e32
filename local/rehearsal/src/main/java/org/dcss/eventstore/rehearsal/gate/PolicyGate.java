package org.dcss.eventstore.rehearsal.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The endpoint that functions find in the place of AWS, on a free port of loopback. */
public final class PolicyGate implements AutoCloseable {

    /** Each call under way takes one, and long polls take theirs for many seconds. */
    private static final int MAX_THREADS = 256;

    private final Server server;
    private final ServerConnector connector;

    private PolicyGate(GateHandler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("policy-gate");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(0);
        server.setHandler(handler);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        // The functions' clients close what they do not use any more.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
    }

    /**
     * Listens until closed.
     *
     * @param callers functions by the access key that they sign with; looked up at each call, so that it may change
     * @param refusals is told of each call that was not allowed
     */
    public static PolicyGate start(
            Map<String, DeployedFunction> callers, Upstreams upstreams, Consumer<String> refusals) throws IOException {
        PolicyGate gate = new PolicyGate(new GateHandler(callers, upstreams, refusals));
        try {
            gate.server.start();
            return gate;
        } catch (Exception e) {
            gate.close();
            throw new IOException("cannot listen on loopback", e);
        }
    }

    public URI uri() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gate did not stop", e);
        }
    }
}
