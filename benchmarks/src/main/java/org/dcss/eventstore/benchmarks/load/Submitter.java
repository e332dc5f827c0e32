package org.dcss.eventstore.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;

/** Makes clients that submit events of 600 bytes with the target's key, one a request. */
public final class Submitter {

    private static final int DIFFERENT = 64;

    private final URI server;
    private final List<byte[]> requests;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();

    public Submitter(URI server) {
        this.server = server;
        this.requests = Events.sized(DIFFERENT).stream()
                .map(event -> HttpConnection.submit(server, Target.KEY, event.json()))
                .toList();
    }

    /** A client with a connection of its own. */
    public Load.Client connect() throws IOException {
        HttpConnection connection = new HttpConnection(server);
        return new Load.Client() {
            @Override
            public void request() throws IOException {
                byte[] request = requests.get(Math.floorMod(next.getAndIncrement(), DIFFERENT));
                HttpConnection.Answer answer = connection.send(request);
                if (answer.status() == 204) {
                    ids.add(answer.headers().getOrDefault("Event-Id", ""));
                }
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    /** The ids of all events that were acknowledged. */
    public List<String> acknowledged() {
        return List.copyOf(ids);
    }
}
