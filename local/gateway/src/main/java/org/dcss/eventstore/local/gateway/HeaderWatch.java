package org.dcss.eventstore.local.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which a request's headers have been arriving for 15 s or more. The idle timeout alone would let
 * a client hold a connection for ever: it starts again with every byte.
 */
final class HeaderWatch implements Connection.Listener, Runnable {

    private static final long PERIOD_SECONDS = 15;

    /** @param stuck whether bytes came in the period before, and no request */
    private record Progress(long bytes, long requests, boolean stuck) {}

    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();
    private final Scheduler scheduler;

    HeaderWatch(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Progress(0, 0, false));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /** Looks at all connections, from now on again and again. */
    @Override
    public void run() {
        connections.replaceAll(HeaderWatch::check);
        scheduler.schedule(this, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private static Progress check(Connection connection, Progress before) {
        long bytes = connection.getBytesIn();
        long requests = connection.getMessagesIn();
        boolean answered = connection.getMessagesOut() >= requests;
        boolean stuck = answered && requests == before.requests() && bytes > before.bytes();
        if (stuck && before.stuck()) {
            connection.getEndPoint().close(new TimeoutException("headers too slow"));
        }
        return new Progress(bytes, requests, stuck);
    }
}
