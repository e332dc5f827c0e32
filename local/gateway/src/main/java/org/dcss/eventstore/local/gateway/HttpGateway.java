package org.dcss.eventstore.local.gateway;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP API, on loopback unless it is told otherwise.
 *
 * <p>Bodies are read and answers written without a thread waiting for the client. A client that sends its headers or
 * its body too slowly ({@link HeaderWatch}, {@link TimeLimit}), or reads too slowly, is cut off.
 */
public final class HttpGateway implements AutoCloseable {

    /** All headers of a request together, as API Gateway limits them. */
    private static final int MAX_HEADER_BYTES = 10_240;

    private static final int MAX_CONNECTIONS = 4_096;

    /** Requests with large bodies that functions work on at once: each may need ten times the body's memory. */
    private static final int LARGE_AT_ONCE = 4;

    /** Reads that functions work on at once: what is submitted does not wait behind hundreds of them. */
    private static final int READS_AT_ONCE = Math.max(4, Runtime.getRuntime().availableProcessors());

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final Server server;
    private final ServerConnector connector;
    private final InetAddress address;
    private final HeaderWatch headers;
    private final ExecutorService large;
    private final ExecutorService reads;

    private HttpGateway(GatewayOptions options, List<Route> routes, Clock clock) {
        large = threads(LARGE_AT_ONCE, "gateway-large");
        reads = threads(READS_AT_ONCE, "gateway-reads");
        QueuedThreadPool threads = new QueuedThreadPool(options.concurrency() + 8);
        threads.setName("gateway");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        address = options.address();
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(options.address().getHostAddress());
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE.toMillis());
        headers = new HeaderWatch(connector.getScheduler());
        connector.addBean(headers);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setErrorHandler((request, response, callback) -> {
            RequestHandler.send(
                    GatewayAnswer.own(response.getStatus(), reason(response.getStatus())), request, response, callback);
            return true;
        });
        server.setHandler(new RequestHandler(routes, options, large, reads, clock));
        server.setStopTimeout(STOP.toMillis());
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static String reason(int status) {
        return status == 431
                ? "Request Header Fields Too Large"
                : status >= 500 ? "Internal Server Error" : "Bad Request";
    }

    /**
     * Listens and serves until closed.
     *
     * @throws IOException if the port cannot be had
     */
    public static HttpGateway start(GatewayOptions options, List<Route> routes, Clock clock) throws IOException {
        HttpGateway gateway = new HttpGateway(options, routes, clock);
        try {
            gateway.server.start();
            gateway.headers.run();
            return gateway;
        } catch (Exception e) {
            gateway.close();
            throw new IOException(
                    "cannot listen on port " + options.port() + " of "
                            + options.address().getHostAddress()
                            + ": is it in use, or the address another machine's? Choose others with --port and --bind",
                    e);
        }
    }

    /** Where this machine's own programs reach it. */
    public URI uri() {
        InetAddress own = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = own instanceof Inet6Address ? "[" + own.getHostAddress() + "]" : own.getHostAddress();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    /** Stops taking requests, lets those under way end within 2 s, and frees the port. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not stop", e);
        } finally {
            large.shutdown();
            reads.shutdown();
        }
    }
}
