package org.dcss.eventstore.local.store;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.dcss.eventstore.append.AppendHandler;
import org.dcss.eventstore.consumer.ConsumerHandler;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.access.Access;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.gateway.HttpGateway;
import org.dcss.eventstore.local.gateway.Limits;
import org.dcss.eventstore.local.gateway.Route;
import org.dcss.eventstore.local.queue.EventSourceMapping;
import org.dcss.eventstore.local.schedule.Schedule;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.projector.ProjectorHandler;
import org.dcss.eventstore.query.QueryHandler;
import org.dcss.eventstore.submit.SubmitHandler;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The whole event store in this process: engines, functions, the gateway before them and the queue between them. */
public final class LocalEventStore implements AutoCloseable {

    private static final String QUEUE = "dcss-events";

    /** Anybody may ask for the pixel, and each hit is an event. */
    private static final Limits PIXEL = new Limits(5, 10);

    private static final List<String> READ = List.of(
            "/events",
            "/events/{ts}",
            "/counts",
            "/sources",
            "/xlog",
            "/xlog/{path+}",
            "/streams/{id}",
            "/health",
            "/",
            "/docs",
            "/openapi.json",
            "/openapi.yaml",
            "/assets/{name}");

    /** What was started, the latest first, which is the order to stop in. */
    private final Deque<AutoCloseable> parts;

    private final Engines engines;
    private final Queues queues;
    private final HttpGateway gateway;
    private final Counters counters;
    private final LocalKeys keys;
    private final DeadLetters deadLetters;

    private LocalEventStore(
            Deque<AutoCloseable> parts,
            Engines engines,
            Queues queues,
            HttpGateway gateway,
            Counters counters,
            LocalKeys keys,
            DeadLetters deadLetters) {
        this.parts = parts;
        this.engines = engines;
        this.queues = queues;
        this.gateway = gateway;
        this.counters = counters;
        this.keys = keys;
        this.deadLetters = deadLetters;
    }

    /**
     * Starts everything; returns when requests are served.
     *
     * @throws StartException if the port or the folder cannot be had
     */
    public static LocalEventStore start(LocalOptions options, Clock clock) throws StartException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(options, clock, parts);
        } catch (IOException e) {
            close(parts);
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (StartException | RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private static LocalEventStore start(LocalOptions options, Clock clock, Deque<AutoCloseable> parts)
            throws StartException, IOException {
        parts.push(DataFolder.lock(options.data()));
        boolean endpoints = options.extras().contains(LocalOptions.Extra.ENDPOINTS);
        AccessKey own = AccessKey.random(new SecureRandom());
        AccessKey guest = AccessKey.random(new SecureRandom());
        Engines engines = Engines.at(
                options.data(),
                new Access(
                        own, PortGuard.only(own, guest), endpoints ? PortGuard.only(own, guest) : PortGuard.only(own)));
        parts.push(engines);
        // Whatever the process makes its files like.
        PrivateFiles.takeFromOthers(options.data());
        LocalTables.create(engines.dynamoDbClient());
        LocalKeys keys = LocalKeys.enter(options, new KeyRegistry(engines.dynamoDbClient(), LocalTables.KEYS, clock));
        Optional<URI> sqs = endpoints ? Optional.of(engines.sqs().endpoint()) : Optional.empty();
        parts.push(new PrivateDoor(guest, engines.dynamoDb().endpoint(), sqs).openIn(options.data()));
        Queues queues = Queues.ensure(
                engines.sqsClient(),
                new Queues.Spec(
                        QUEUE, options.fifo(), LocalOptions.FUNCTION_TIMEOUT.multipliedBy(6), options.maxReceives()));

        DeadLetters deadLetters = new DeadLetters(engines.sqsClient(), queues);
        if (options.extras().contains(LocalOptions.Extra.REDRIVE)) {
            deadLetters.sendAgain();
        }
        // Counted when the last batch has ended, while the queue still answers.
        parts.push(deadLetters::count);

        Counters counters = new Counters();
        Map<String, String> variables = LocalEnvironment.of(options, engines, own, queues);
        Host host = new Host(variables, clock, Optional.of(counters), new EnginesInProcess(engines));
        LambdaFunction submit =
                new InProcessFunction("submit", new SubmitHandler(host), LocalOptions.FUNCTION_TIMEOUT, clock);
        LambdaFunction append =
                new InProcessFunction("append", new AppendHandler(host), LocalOptions.FUNCTION_TIMEOUT, clock);
        LambdaFunction consumer =
                new InProcessFunction("consumer", new ConsumerHandler(host), LocalOptions.FUNCTION_TIMEOUT, clock);
        LambdaFunction query =
                new InProcessFunction("query", new QueryHandler(host), LocalOptions.FUNCTION_TIMEOUT, clock);
        LambdaFunction projector =
                new InProcessFunction("projector", new ProjectorHandler(host), LocalOptions.PROJECTOR_TIMEOUT, clock);
        LongSupplier done = () -> counters.sum("Stored") + counters.sum("Appended") + counters.sum("ProjectedEvents");
        parts.push(Schedule.start(new WhileBusy(projector, done, clock), LocalOptions.PROJECTION_INTERVAL, clock));
        parts.push(Schedule.start(new WhileBusy(append, done, clock), LocalOptions.OUTBOX_INTERVAL, clock));
        parts.push(EventSourceMapping.start(
                engines.sqs().embedded(LocalOptions.FUNCTION_TIMEOUT),
                queues.url(),
                consumer,
                options.mapping(),
                clock));
        HttpGateway gateway = HttpGateway.start(
                options.gateway(),
                routes(
                        submit,
                        new HeldBack(submit, backlog(engines, queues, counters, clock)::isFull),
                        append,
                        query,
                        options),
                clock);
        parts.push(gateway);
        return new LocalEventStore(parts, engines, queues, gateway, counters, keys, deadLetters);
    }

    private static Backlog backlog(Engines engines, Queues queues, Counters counters, Clock clock) {
        return new Backlog(
                () -> waiting(engines, queues), () -> counters.sum("Stored") + counters.sum("AlreadyStored"), clock);
    }

    /** None, where the queue does not answer: submit says so itself. */
    private static long waiting(Engines engines, Queues queues) {
        try {
            return Long.parseLong(Queues.attribute(
                    engines.sqsClient(), queues.url(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        } catch (SdkException e) {
            return 0;
        }
    }

    /** @param pixel submit, which answers the pixel's requests whatever waits */
    private static List<Route> routes(
            LambdaFunction pixel,
            LambdaFunction submit,
            LambdaFunction append,
            LambdaFunction query,
            LocalOptions options) {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("POST", "/submit", submit));
        routes.add(new Route("POST", "/submit/{type}", submit));
        routes.add(new Route("POST", "/streams/{id}", append));
        routes.add(new Route("POST", "/streams/{id}/{version}", append));
        if (options.pixel().isPresent()) {
            routes.add(new Route("GET", "/track.gif", pixel, PIXEL));
        }
        for (String path : READ) {
            routes.add(new Route("GET", path, query));
            routes.add(new Route("HEAD", path, query));
        }
        return routes;
    }

    public URI uri() {
        return gateway.uri();
    }

    public Engines engines() {
        return engines;
    }

    public Queues queues() {
        return queues;
    }

    /** What the functions have counted since the start. */
    public Counters counters() {
        return counters;
    }

    /** The keys as they were found at the start, and those given there. */
    public LocalKeys keys() {
        return keys;
    }

    /** Messages in the DLQ, also after the store was closed: as many as there were then. */
    public long deadLetters() {
        return deadLetters.count();
    }

    /** Stops taking requests, lets what is under way end, and stops the rest; idempotent. */
    @Override
    public void close() {
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // The process ends anyway; what matters is that the other parts are stopped too.
                System.err.println("warning: could not stop cleanly: " + e.getMessage());
            }
        }
    }
}
