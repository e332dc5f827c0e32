package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.dcss.eventstore.rehearsal.deployed.Deployment;

/**
 * A deployment that runs here: its functions' zips, each under its own role; API Gateway and the event source mapping
 * as they are set; its queues, and the tables that functions write, in engines.
 */
final class RunningDeployment implements AutoCloseable {

    private final Deque<AutoCloseable> parts;
    private final URI uri;
    private final Consumer<String> messages;

    private RunningDeployment(Deque<AutoCloseable> parts, URI uri, Consumer<String> messages) {
        this.parts = parts;
        this.uri = uri;
        this.messages = messages;
    }

    /**
     * Starts everything, and returns when requests are served.
     *
     * @throws IOException if something cannot be started
     */
    static RunningDeployment start(Deployment deployment, RehearsalOptions options, Clock clock) throws IOException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            URI uri = new Assembly(deployment, options, clock, parts).start().uri();
            return new RunningDeployment(parts, uri, options.messages());
        } catch (IOException | RuntimeException e) {
            close(parts, options.messages());
            throw e;
        }
    }

    /** Where the API is. */
    URI uri() {
        return uri;
    }

    /** Stops taking requests, lets what is under way end, and stops the rest; idempotent. */
    @Override
    public void close() {
        close(parts, messages);
    }

    private static void close(Deque<AutoCloseable> parts, Consumer<String> messages) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // What matters is that the other parts are stopped too.
                messages.accept("could not stop cleanly: " + e.getMessage());
            }
        }
    }
}
