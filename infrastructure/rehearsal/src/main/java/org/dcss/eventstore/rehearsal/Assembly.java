package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.gateway.HttpGateway;
import org.dcss.eventstore.local.gateway.Limits;
import org.dcss.eventstore.local.gateway.Route;
import org.dcss.eventstore.local.queue.EventSourceMapping;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.Deployment;
import org.dcss.eventstore.rehearsal.gate.PolicyGate;
import org.dcss.eventstore.rehearsal.gate.Upstreams;
import org.dcss.eventstore.rehearsal.runtime.Credentials;
import org.dcss.eventstore.rehearsal.runtime.RuntimeFunction;
import org.dcss.eventstore.rehearsal.runtime.Surroundings;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts a deployment's parts together, from the engines up to the gateway. */
final class Assembly {

    /** Requests that are worked on at once; further ones wait for their turn. */
    private static final int GATEWAY_CONCURRENCY = 32;

    private final Deployment deployment;
    private final RehearsalOptions options;
    private final Clock clock;
    private final Deque<AutoCloseable> parts;

    /**
     * An assembly.
     *
     * @param parts gets what is started, the latest first, which is the order to stop in
     */
    Assembly(Deployment deployment, RehearsalOptions options, Clock clock, Deque<AutoCloseable> parts) {
        this.deployment = deployment;
        this.options = options;
        this.clock = clock;
        this.parts = parts;
    }

    /** Starts everything, and returns when requests are served. */
    HttpGateway start() throws IOException {
        Engines engines = started(Engines.inMemory());
        Twins.create(engines.dynamoDbClient(), deployment.tables());
        Twins.create(engines.sqsClient(), deployment.queues());

        Map<DeployedFunction, Credentials> credentials = new HashMap<>();
        Map<String, DeployedFunction> callers = new HashMap<>();
        for (DeployedFunction function : deployment.functions()) {
            Credentials own = Credentials.random();
            credentials.put(function, own);
            callers.put(own.accessKeyId(), function);
        }
        PolicyGate gate = started(PolicyGate.start(
                callers, upstreams(engines), refusal -> options.messages().accept("refused: " + refusal)));
        Map<DeployedFunction, RuntimeFunction> functions = new HashMap<>();
        for (Map.Entry<DeployedFunction, Credentials> entry : credentials.entrySet()) {
            functions.put(entry.getKey(), started(deploy(entry.getKey(), entry.getValue(), gate.uri())));
        }
        poll(functions, credentials, gate.uri());
        return started(HttpGateway.start(
                new GatewayOptions(
                        options.port(),
                        Limits.OF_AN_ACCOUNT,
                        GATEWAY_CONCURRENCY,
                        deployment.api().cors()),
                routes(functions),
                clock));
    }

    /** A table that functions only read stays where it was deployed to, and is filled there. */
    private Upstreams upstreams(Engines engines) {
        List<String> written =
                deployment.tables().stream().map(CreateTableRequest::tableName).toList();
        return call -> call.service().equals("sqs")
                ? engines.sqs().endpoint()
                : written.contains(call.name()) ? engines.dynamoDb().endpoint() : options.standIn();
    }

    private RuntimeFunction deploy(DeployedFunction function, Credentials credentials, URI endpoint)
            throws IOException {
        return RuntimeFunction.deploy(
                function.settings(),
                new Surroundings(region(function), credentials, Map.of("AWS_ENDPOINT_URL", endpoint.toString())),
                options.folder(),
                options.maxInstances(),
                clock);
    }

    /** The event source mapping takes messages in its function's name. */
    private void poll(
            Map<DeployedFunction, RuntimeFunction> functions,
            Map<DeployedFunction, Credentials> credentials,
            URI endpoint) {
        DeployedFunction consumer = deployment.mapping().function();
        Credentials own = Objects.requireNonNull(credentials.get(consumer));
        SqsClient sqs = started(SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region(consumer)))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(own.accessKeyId(), own.secretAccessKey(), own.sessionToken())))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build());
        MappingOptions deployed = deployment.mapping().options();
        started(EventSourceMapping.start(
                sqs,
                deployment.mapping().queue().url(),
                Objects.requireNonNull(functions.get(consumer)),
                new MappingOptions(
                        deployed.batchSize(),
                        deployed.window(),
                        Math.min(deployed.concurrency(), options.maxInstances())),
                clock));
    }

    private List<Route> routes(Map<DeployedFunction, RuntimeFunction> functions) {
        return deployment.api().routes().stream()
                .map(route -> new Route(
                        route.method(),
                        route.path(),
                        Objects.requireNonNull(functions.get(route.function())),
                        route.limits()))
                .toList();
    }

    private static String region(DeployedFunction function) {
        return Arn.parse(function.settings().arn()).region();
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }
}
