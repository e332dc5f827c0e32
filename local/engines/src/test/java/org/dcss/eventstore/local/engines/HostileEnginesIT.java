package org.dcss.eventstore.local.engines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.dcss.eventstore.local.engines.access.Access;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What web pages, and other users of the machine, try on the engines' ports. */
final class HostileEnginesIT {

    private static final AccessKey KEY = AccessKey.random(new SecureRandom());

    @TempDir
    private Path directory;

    private Engines engines;
    private String queue;

    @BeforeEach
    void start() throws IOException {
        engines = Engines.at(directory, new Access(KEY, PortGuard.only(KEY), PortGuard.only(KEY)));
        queue = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(60), 5))
                .url();
        engines.sqsClient().sendMessage(r -> r.queueUrl(queue).messageBody("acknowledged"));
        Tables.create(engines.dynamoDbClient(), "keys");
    }

    @AfterEach
    void stop() {
        engines.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=SendMessage&MessageBody=forged",
                "Action=PurgeQueue",
                "Action=DeleteQueue",
                "Action=ReceiveMessage",
                "Action=SetQueueAttributes&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=43200"
            })
    void aPageCannotReachTheQueueWithAPlainGetNorWithAForm(String action) throws IOException {
        var path = URI.create(queue).getPath();
        var host = URI.create(queue).getAuthority();

        assertThat(answer(engines.sqs().endpoint(), "GET " + path + "?" + action + " HTTP/1.1\r\nHost: " + host))
                .startsWith("HTTP/1.1 403");
        assertThat(post(
                        engines.sqs().endpoint(),
                        path,
                        host,
                        "Content-Type: application/x-www-form-urlencoded",
                        action))
                .startsWith("HTTP/1.1 403");
        assertThat(post(
                        engines.sqs().endpoint(),
                        path,
                        host,
                        signed(KEY.id(), "sqs") + "\r\nOrigin: https://evil.example\r\n"
                                + "Content-Type: application/x-www-form-urlencoded",
                        action))
                .startsWith("HTTP/1.1 403");
        assertUntouched();
    }

    @Test
    void aNameOfThePagesOwnThatLeadsToLoopbackIsRefused() throws IOException {
        var path = URI.create(queue).getPath();

        assertThat(post(
                        engines.sqs().endpoint(),
                        path,
                        "evil.example:" + engines.sqs().endpoint().getPort(),
                        signed(KEY.id(), "sqs") + "\r\nContent-Type: application/x-www-form-urlencoded",
                        "Action=PurgeQueue"))
                .startsWith("HTTP/1.1 403");
        assertThat(listTables("evil.example", KEY.id())).startsWith("HTTP/1.1 403");
        assertUntouched();
    }

    @Test
    void anInventedSignatureReachesNoTable() throws IOException {
        assertThat(listTables("127.0.0.1", "AKIDINVENTED")).startsWith("HTTP/1.1 403");
        assertThat(listTables("evil.example", "AKIDINVENTED")).startsWith("HTTP/1.1 403");
        assertThat(listTables("127.0.0.1", KEY.id())).startsWith("HTTP/1.1 200").contains("keys");
    }

    @Test
    void aClientWithoutTheKeyIsRefused() {
        try (DynamoDbClient dynamoDb = Clients.dynamoDb(engines.dynamoDb().endpoint());
                SqsClient sqs = Clients.sqs(engines.sqs().endpoint(), AccessKey.LOCAL)) {
            assertThatThrownBy(dynamoDb::listTables)
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
            assertThatThrownBy(sqs::listQueues)
                    .isInstanceOfSatisfying(
                            SqsException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void thePortThatWasShutIsGuardedWhenItIsOpenAgain() throws IOException {
        engines.sqs().shut();
        engines.sqs().open();

        var uri = URI.create(queue);
        assertThat(answer(
                        engines.sqs().endpoint(),
                        "GET " + uri.getPath() + "?Action=PurgeQueue HTTP/1.1\r\nHost: " + uri.getAuthority()))
                .startsWith("HTTP/1.1 403");
        assertUntouched();
    }

    private void assertUntouched() {
        assertThat(engines.sqsClient()
                        .getQueueAttributes(r -> r.queueUrl(queue)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.VISIBILITY_TIMEOUT))
                        .attributes())
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
    }

    private String listTables(String host, String accessKey) throws IOException {
        return post(
                engines.dynamoDb().endpoint(),
                "/",
                host,
                signed(accessKey, "dynamodb") + "\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n"
                        + "Content-Type: application/x-amz-json-1.0",
                "{}");
    }

    private static String signed(String accessKey, String service) {
        return "X-Amz-Date: 20261126T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + accessKey
                + "/20261126/us-east-1/" + service + "/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64);
    }

    private static String post(URI to, String path, String host, String headers, String body) throws IOException {
        return answer(
                to,
                "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length() + "\r\n"
                        + headers,
                body);
    }

    private static String answer(URI to, String head) throws IOException {
        return answer(to, head, "");
    }

    private static String answer(URI to, String head, String body) throws IOException {
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n" + body).getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
