package org.dcss.eventstore.platform.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.Snapshots;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes a function's AWS clients, all over one HTTP client. Region, credentials and endpoint come from the variables
 * that Lambda sets, not from the SDK's search for them, which costs a cold start dearly.
 */
public final class AwsClients implements AutoCloseable {

    /** How long a connection may take, with its TLS. */
    public static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    /** How long a connection is kept unused: shorter than the services keep it open. */
    public static final Duration IDLE = Duration.ofSeconds(15);

    /** How much is read of the answer to a request that only opens a connection: more than any service sends. */
    private static final int MAX_ANSWER = 64 * 1024;

    private final Environment environment;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Supplier<SdkHttpClient> connections;
    private final ServicesInProcess services;
    private final List<SdkAutoCloseable> made = new CopyOnWriteArrayList<>();
    private @Nullable SdkHttpClient http;

    /**
     * A maker of clients.
     *
     * @param environment {@code AWS_REGION}; {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and
     *     {@code AWS_SESSION_TOKEN}, or under SnapStart {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}; optionally
     *     {@code AWS_ENDPOINT_URL}, or {@code AWS_ENDPOINT_URL_SQS} and the like for one service
     * @param connections makes the HTTP client; asked once now, and once before each snapshot of this process; if there
     *     are services in this process, not before the first client of another
     * @param services those that need no HTTP client
     * @throws IllegalArgumentException if a variable is missing or wrong
     */
    public AwsClients(Environment environment, Supplier<SdkHttpClient> connections, ServicesInProcess services) {
        this.environment = environment;
        this.region = Region.of(environment.required("AWS_REGION"));
        this.credentials = credentials(environment);
        this.services = services;
        this.connections = connections;
        if (services == ServicesInProcess.NONE) {
            http();
        }
    }

    private AwsClients(AwsClients like, SdkHttpClient http) {
        this.environment = like.environment;
        this.region = like.region;
        this.credentials = like.credentials;
        this.services = ServicesInProcess.NONE;
        this.connections = () -> http;
        this.http = http;
    }

    private synchronized SdkHttpClient http() {
        if (http == null) {
            RestorableHttpClient restorable = new RestorableHttpClient(connections);
            Snapshots.register(restorable);
            http = restorable;
        }
        return http;
    }

    /** A maker of the same clients, except that they reach nobody. */
    public AwsClients answeredBy(CannedAnswers answers) {
        return new AwsClients(this, answers);
    }

    /**
     * A client, to be used for the life of the process.
     *
     * @param service the service's name in the SDK's own variables, such as {@code DYNAMODB}
     */
    @SuppressWarnings("unchecked")
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder, String service, CallLimits limits) {
        return (C) services.client(service, limits).orElseGet(() -> overNetwork(builder, service, limits));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C overNetwork(
            B builder, String service, CallLimits limits) {
        endpoint(service).ifPresent(builder::endpointOverride);
        C client = builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http())
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.total())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(limits.attempts())
                                .build()))
                .build();
        made.add(client);
        return client;
    }

    /** The endpoint that is set for a service instead of AWS's own. */
    private Optional<URI> endpoint(String service) {
        return environment.address("AWS_ENDPOINT_URL_" + service).or(() -> environment.address("AWS_ENDPOINT_URL"));
    }

    /**
     * Opens a connection that the service's client will use, by a bare GET whose answer does not matter. It is no call of
     * the SDK's: that would be refused, and would load the classes that only failures need.
     *
     * @param service as for {@link #client}
     * @param address of something that the service has, where no other endpoint is set
     * @throws IOException if the service cannot be reached, or does not answer within 2 s
     */
    public void connect(String service, URI address) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint(service).orElse(address))
                .build();
        ExecutableHttpRequest call = http().prepareRequest(
                        HttpExecuteRequest.builder().request(request).build());
        // The HTTP client does not limit how long an answer may take. To abort after the answer does nothing.
        CompletableFuture.delayedExecutor(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(call::abort);
        Optional<AbortableInputStream> answer = call.call().responseBody();
        if (answer.isPresent()) {
            try (InputStream body = answer.get()) {
                // A connection is used again once its answer has been read.
                body.readNBytes(MAX_ANSWER);
            }
        }
    }

    private static AwsCredentialsProvider credentials(Environment environment) {
        if (environment.optional("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
            return ContainerCredentialsProvider.create();
        }
        String id = environment.required("AWS_ACCESS_KEY_ID");
        String secret = environment.required("AWS_SECRET_ACCESS_KEY");
        return StaticCredentialsProvider.create(environment
                .optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
    }

    /** Closes all clients that were made. */
    @Override
    public synchronized void close() {
        made.forEach(SdkAutoCloseable::close);
        if (http != null) {
            http.close();
        }
    }
}
