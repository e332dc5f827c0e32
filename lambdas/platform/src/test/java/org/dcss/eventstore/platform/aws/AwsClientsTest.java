package org.dcss.eventstore.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.crac.Core;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Against a server that fails in ways no engine does. */
class AwsClientsTest {

    private static final CallLimits GENEROUS = new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 1);

    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final Set<InetSocketAddress> peers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> variables = new HashMap<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile boolean hanging;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            peers.add(exchange.getRemoteAddress());
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            if (hanging) {
                await(released);
            }
            byte[] answer = "{\"QueueUrls\":[\"q\"]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "AKIDTEST");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private AwsClients clients() {
        return new AwsClients(new Environment(variables), () -> CrtConnections.client(4), ServicesInProcess.NONE);
    }

    private static SqsClient sqs(AwsClients clients, CallLimits limits) {
        return clients.client(SqsClient.builder(), "SQS", limits);
    }

    @Test
    void regionCredentialsAndEndpointComeFromTheEnvironment() {
        try (AwsClients clients = clients()) {
            assertThat(sqs(clients, GENEROUS).listQueues().queueUrls()).containsExactly("q");
        }
        assertThat(authorizations).singleElement().asString().contains("Credential=AKIDTEST/", "/eu-central-1/sqs/");
    }

    @Test
    void anEndpointOfOneServiceGoesFirst() {
        variables.put("AWS_ENDPOINT_URL_SQS", variables.get("AWS_ENDPOINT_URL"));
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");

        try (AwsClients clients = clients()) {
            assertThat(sqs(clients, GENEROUS).listQueues().queueUrls()).containsExactly("q");
        }
    }

    @Test
    void aFailingCallIsTriedAsOftenAsAllowed() {
        status = 500;
        try (AwsClients clients = clients()) {
            SqsClient once = sqs(clients, CallLimits.once(Duration.ofSeconds(20)));
            SqsClient thrice = sqs(clients, new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 3));

            assertThatThrownBy(once::listQueues).isInstanceOf(SqsException.class);
            assertThat(authorizations).hasSize(1);
            assertThatThrownBy(thrice::listQueues).isInstanceOf(SqsException.class);
            assertThat(authorizations).hasSize(1 + 3);
        }
    }

    @Test
    void aCallThatHangsIsGivenUp() {
        hanging = true;
        try (AwsClients clients = clients()) {
            SqsClient sqs = sqs(clients, CallLimits.once(Duration.ofMillis(300)));

            assertThatThrownBy(sqs::listQueues).isInstanceOf(ApiCallTimeoutException.class);
        }
    }

    @Test
    void clientsWorkOnAfterARestore() {
        RestorableHttpClient http = new RestorableHttpClient(AwsCrtHttpClient::create);
        try (SqsClient sqs = SqsClient.builder()
                .httpClient(http)
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create(variables.get("AWS_ENDPOINT_URL")))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            sqs.listQueues();

            http.beforeCheckpoint(Core.getGlobalContext());
            http.afterRestore(Core.getGlobalContext());

            assertThat(sqs.listQueues().queueUrls()).containsExactly("q");
        } finally {
            http.close();
        }
    }

    @Test
    void aConnectionThatWasMadeAheadIsUsed() throws IOException {
        try (AwsClients clients = clients()) {
            status = 403;
            clients.connect("SQS", URI.create("http://127.0.0.1:1/elsewhere"));
            status = 200;
            sqs(clients, GENEROUS).listQueues();
        }
        assertThat(authorizations).hasSize(2).first().isNull();
        assertThat(peers).hasSize(1);
    }

    @Test
    void aServiceThatCannotBeReachedIsSaid() {
        variables.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1");
        try (AwsClients clients = clients()) {
            assertThatIOException().isThrownBy(() -> clients.connect("SQS", URI.create("http://127.0.0.1:1")));
        }
    }

    @Test
    void missingCredentialsAreNamed() {
        variables.remove("AWS_SECRET_ACCESS_KEY");

        assertThatIllegalArgumentException().isThrownBy(this::clients).withMessageContaining("AWS_SECRET_ACCESS_KEY");
    }
}
