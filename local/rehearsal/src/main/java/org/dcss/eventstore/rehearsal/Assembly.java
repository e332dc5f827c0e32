package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.gateway.HttpGateway;
import org.dcss.eventstore.local.gateway.Limits;
import org.dcss.eventstore.local.gateway.Route;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.Deployment;
import org.dcss.eventstore.rehearsal.gate.PolicyGate;
import org.dcss.eventstore.rehearsal.gate.Upstreams;

/** Puts a deployment's parts together, from the engines up to the gateway. */
final class Assembly {

    /** Requests that are worked on at once; further ones wait for their turn. */
    private static final int GATEWAY_CONCURRENCY = 32;

    private final Deployment deployment;
    private final RehearsalOptions options;
    private final Clock clock;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    Assembly(Deployment deployment, RehearsalOptions options, Clock clock) {
        this.deployment = deployment;
        this.options = options;
        this.clock = clock;
    }

    /**
     * Starts everything, and returns when requests are served.
     *
     * @throws IOException if something cannot be started; what was started is stopped
     */
    RunningDeployment start() throws IOException {
        try {
            return running();
        } catch (IOException | RuntimeException e) {
            RunningDeployment.close(parts, options.messages());
            throw e;
        }
    }

    private RunningDeployment running() throws IOException {
        Engines engines = started(Engines.inMemory());
        Twins twins = new Twins(engines);
        twins.follow(deployment);

        Map<String, DeployedFunction> callers = new ConcurrentHashMap<>();
        PolicyGate gate = started(PolicyGate.start(
                callers,
                upstreams(engines, twins),
                refusal -> options.messages().accept("refused: " + refusal)));
        Fleet fleet = started(new Fleet(options, clock, callers, gate.uri()));
        fleet.follow(deployment, change -> {});
        Consumption consumption = started(
                new Consumption(deployment.mapping(), fleet, options.maxInstances(), clock, callers, gate.uri()));
        consumption.follow(deployment.mapping(), change -> {});
        Schedules schedules = started(new Schedules(fleet, clock));
        schedules.follow(deployment.schedules());
        HttpGateway gateway = started(HttpGateway.start(
                new GatewayOptions(
                        options.port(),
                        Limits.OF_AN_ACCOUNT,
                        GATEWAY_CONCURRENCY,
                        deployment.api().cors()),
                routes(fleet),
                clock));
        return new RunningDeployment(parts, options, clock, gateway.uri(), twins, fleet, consumption, schedules);
    }

    /** A table that functions only read, and a bucket, stays where it was deployed to, and is filled there. */
    private Upstreams upstreams(Engines engines, Twins twins) {
        return call -> switch (call.service()) {
            case "sqs" -> engines.sqs().endpoint();
            case "dynamodb" -> twins.hasTable(call.name()) ? engines.dynamoDb().endpoint() : options.standIn();
            default -> options.standIn();
        };
    }

    private List<Route> routes(Fleet fleet) {
        return deployment.api().routes().stream()
                .map(route -> new Route(route.method(), route.path(), fleet.get(route.function()), route.limits()))
                .toList();
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }
}
