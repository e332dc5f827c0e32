package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Deque;
import java.util.function.Consumer;
import org.dcss.eventstore.rehearsal.deployed.Deployment;

/**
 * A deployment that runs here: its functions' zips, each under its own role; API Gateway and the event source mapping
 * and its schedules as they are set; its queues, and the tables that functions write, in engines.
 */
final class RunningDeployment implements AutoCloseable {

    private final Deque<AutoCloseable> parts;
    private final RehearsalOptions options;
    private final Clock clock;
    private final URI uri;
    private final Twins twins;
    private final Fleet fleet;
    private final Consumption consumption;
    private final Schedules schedules;

    RunningDeployment(
            Deque<AutoCloseable> parts,
            RehearsalOptions options,
            Clock clock,
            URI uri,
            Twins twins,
            Fleet fleet,
            Consumption consumption,
            Schedules schedules) {
        this.parts = parts;
        this.options = options;
        this.clock = clock;
        this.uri = uri;
        this.twins = twins;
        this.fleet = fleet;
        this.consumption = consumption;
        this.schedules = schedules;
    }

    /** Where the API is. */
    URI uri() {
        return uri;
    }

    /** Where the queue of a deployment is in its engine. */
    String queueUrl(Deployment deployment) {
        return twins.url(deployment.mapping().queue().name());
    }

    /**
     * Does as the deployment is now: its tables and queues, policies, versions, mapping and schedules; its routes stay. Tells of
     * each change that takes effect, when, and how many messages wait in the queue.
     *
     * @throws IOException if a zip cannot be unpacked
     */
    void follow(Deployment deployment) throws IOException {
        Changes changes = what -> options.messages()
                .accept("changed: " + clock.instant() + " "
                        + twins.waiting(deployment.mapping().queue().name()) + " " + what);
        twins.follow(deployment);
        fleet.follow(deployment, changes);
        consumption.follow(deployment.mapping(), changes);
        schedules.follow(deployment.schedules());
    }

    /** Stops taking requests, lets what is under way end, and stops the rest; idempotent. */
    @Override
    public void close() {
        close(parts, options.messages());
    }

    static void close(Deque<AutoCloseable> parts, Consumer<String> messages) {
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
