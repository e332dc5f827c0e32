package org.dcss.eventstore.rehearsal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.runtime.FunctionSettings;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import org.dcss.eventstore.rehearsal.deployed.PolicyDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Calls through the gate to the real engines. */
class PolicyGateIT {

    private static final String POLICY = """
            {"Statement": [
              {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::archive/*"},
              {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": "arn:aws:s3:::archive"},
              {"Effect": "Allow", "Action": ["dynamodb:PutItem", "dynamodb:BatchGetItem"],
               "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/events"},
              {"Effect": "Allow", "Action": ["dynamodb:Query"],
               "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/events/index/pending"},
              {"Effect": "Allow", "Action": ["sqs:SendMessage"],
               "Resource": "arn:aws:sqs:us-east-1:123456789012:queue"}]}""";

    private final List<String> refusals = new ArrayList<>();
    private final SdkHttpClient http = AwsCrtHttpClient.create();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Engines engines;
    private HttpServer objects;
    private PolicyGate gate;
    private DynamoDbClient dynamoDb;
    private SqsClient sqs;

    @BeforeEach
    void start() throws IOException, DeploymentException {
        engines = Engines.inMemory();
        objects = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        objects.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 200 : 404, -1);
            exchange.close();
        });
        objects.start();
        createTable("events");
        createTable("keys");
        gate = PolicyGate.start(
                Map.of("known", function()),
                call -> switch (call.service()) {
                    case "sqs" -> engines.sqs().endpoint();
                    case "s3" ->
                        URI.create("http://127.0.0.1:" + objects.getAddress().getPort());
                    default -> engines.dynamoDb().endpoint();
                },
                refusals::add);
        dynamoDb = client(DynamoDbClient.builder(), "known");
        sqs = client(SqsClient.builder(), "known");
    }

    @AfterEach
    void stop() {
        gate.close();
        objects.stop(0);
        http.close();
        engines.close();
    }

    @Test
    void allowedCallReachesItsEngineAndItsAnswerComesBack() {
        put(dynamoDb, "events", "attribute_not_exists(id)");

        assertThat(engines.dynamoDbClient()
                        .scan(request -> request.tableName("events"))
                        .count())
                .isEqualTo(1);
        assertThatThrownBy(() -> put(dynamoDb, "events", "attribute_not_exists(id)"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(refusals).isEmpty();
    }

    @Test
    void callOnAnotherTableIsRefused() {
        assertDenied(() -> put(dynamoDb, "keys", "attribute_not_exists(id)"));
        assertThat(refusals)
                .containsExactly("writer is not authorized to perform dynamodb:PutItem on "
                        + "arn:aws:dynamodb:us-east-1:123456789012:table/keys");
    }

    @Test
    void anotherActionOnTheSameTableIsRefused() {
        assertDenied(() -> dynamoDb.scan(request -> request.tableName("events")));
    }

    @Test
    void callThatConcernsNoOneTableIsRefused() {
        assertDenied(() -> dynamoDb.listTables());
    }

    @Test
    void batchNeedsThePermissionOfASingleMessage() {
        Queues queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("queue", false, Duration.ofSeconds(30), 5));

        assertThat(sqs.sendMessageBatch(request -> request.queueUrl(queues.url())
                                .entries(SendMessageBatchRequestEntry.builder()
                                        .id("0")
                                        .messageBody("hello")
                                        .build()))
                        .successful())
                .hasSize(1);
        assertDenied(() ->
                sqs.sendMessage(request -> request.queueUrl(queues.dlqUrl()).messageBody("hello")));
        assertDenied(() -> sqs.receiveMessage(request -> request.queueUrl(queues.url())));
    }

    @Test
    void queueIsFoundByItsNameWhateverTheHostOfItsUrl() {
        Queues queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("queue", false, Duration.ofSeconds(30), 5));

        sqs.sendMessage(request -> request.queueUrl("https://sqs.us-east-1.amazonaws.com/123456789012/queue")
                .messageBody("hello"));

        assertThat(engines.sqsClient()
                        .receiveMessage(request -> request.queueUrl(queues.url()))
                        .messages())
                .hasSize(1);
    }

    @Test
    void unknownAccessKeyIsRefused() {
        DynamoDbClient stranger = client(DynamoDbClient.builder(), "stranger");

        assertThatThrownBy(() -> put(stranger, "events", "attribute_not_exists(id)"))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("unknown access key");
    }

    @Test
    void aBatchThatReadsOneTableIsACallOnThatTable() {
        dynamoDb.batchGetItem(request -> request.requestItems(Map.of("events", keyOfOne())));

        assertThat(refusals).isEmpty();
        assertDenied(() -> dynamoDb.batchGetItem(request -> request.requestItems(Map.of("keys", keyOfOne()))));
        assertDenied(() -> dynamoDb.batchGetItem(
                request -> request.requestItems(Map.of("events", keyOfOne(), "keys", keyOfOne()))));
    }

    @Test
    void anIndexIsAResourceOfItsOwn() {
        put(dynamoDb, "events", "attribute_not_exists(id)");

        assertThat(dynamoDb.query(request -> ofOne(request).indexName("pending"))
                        .count())
                .isZero();
        assertDenied(() -> dynamoDb.query(PolicyGateIT::ofOne));
        assertDenied(() -> dynamoDb.query(request -> ofOne(request).indexName("other")));
    }

    @Test
    void aTransactionNeedsThePermissionOfEachOfItsMembers() {
        dynamoDb.transactWriteItems(request -> request.transactItems(putOf("events", "one"), putOf("events", "two")));

        assertThat(engines.dynamoDbClient()
                        .scan(request -> request.tableName("events"))
                        .count())
                .isEqualTo(2);
        assertDenied(() -> dynamoDb.transactWriteItems(
                request -> request.transactItems(putOf("events", "three"), putOf("keys", "three"))));
        assertDenied(() -> dynamoDb.transactWriteItems(request -> request.transactItems(
                putOf("events", "three"),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName("events").key(Map.of("id", AttributeValue.fromS("two"))))
                        .build())));
        assertThat(engines.dynamoDbClient()
                        .scan(request -> request.tableName("events"))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anObjectIsPutAndAskedForWhereItIsAllowed() {
        S3Client s3 = client(S3Client.builder(), "known");

        s3.putObject(
                request -> request.bucket("archive").key("src=cpo/part-000.gz"), RequestBody.fromString("an object"));
        assertThatThrownBy(
                        () -> s3.headObject(request -> request.bucket("archive").key("none")))
                .isInstanceOf(NoSuchKeyException.class);

        assertThat(refusals).isEmpty();
        assertThat(asked).containsExactly("PUT /archive/src%3Dcpo/part-000.gz", "HEAD /archive/none");
    }

    @Test
    void whatIsDoneToAnotherBucketOrOtherwiseIsRefused() {
        S3Client s3 = client(S3Client.builder(), "known");

        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket("other").key("key"), RequestBody.fromString("an object")))
                .isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() ->
                        s3.deleteObject(request -> request.bucket("archive").key("key")))
                .isInstanceOf(AwsServiceException.class);

        assertThat(asked).isEmpty();
        assertThat(refusals).hasSize(2);
    }

    @Test
    void whoAsksForNothingIsAnsweredAndNotReported() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(gate.uri()).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(refusals).isEmpty();
    }

    @Test
    void callWithoutSignatureIsRefused() throws IOException, InterruptedException {
        HttpRequest call = HttpRequest.newBuilder(gate.uri())
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(call, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(400);
        assertThat(refusals).hasSize(1);
    }

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        failure -> assertThat(failure.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDeniedException"));
    }

    private static KeysAndAttributes keyOfOne() {
        return KeysAndAttributes.builder()
                .keys(List.of(Map.of("id", AttributeValue.fromS("one"))))
                .build();
    }

    private static QueryRequest.Builder ofOne(QueryRequest.Builder request) {
        return request.tableName("events")
                .keyConditionExpression("id = :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromS("one")));
    }

    private static TransactWriteItem putOf(String table, String id) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(Map.of("id", AttributeValue.fromS(id))))
                .build();
    }

    private static void put(DynamoDbClient client, String table, String condition) {
        client.putItem(request -> request.tableName(table)
                .item(Map.of("id", AttributeValue.fromS("one")))
                .conditionExpression(condition));
    }

    private void createTable(String name) {
        engines.dynamoDbClient()
                .createTable(request -> request.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(textAttribute("id"), textAttribute("pending"))
                        .keySchema(keyOf("id", KeyType.HASH))
                        // Sparse: of the items that have both.
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("pending")
                                .keySchema(keyOf("id", KeyType.HASH), keyOf("pending", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                                .build()));
    }

    private static AttributeDefinition textAttribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement keyOf(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String accessKey) {
        return builder.endpointOverride(gate.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
                .httpClient(http)
                .build();
    }

    private static DeployedFunction function() throws DeploymentException {
        FunctionSettings settings = new FunctionSettings(
                "writer",
                "1",
                "arn:aws:lambda:us-east-1:123456789012:function:writer:live",
                "java21",
                "Handler",
                Path.of("writer.zip"),
                512,
                Duration.ofSeconds(10),
                false,
                Map.of());
        return new DeployedFunction(settings, "writer", PolicyDocument.of(List.of(POLICY)));
    }
}
