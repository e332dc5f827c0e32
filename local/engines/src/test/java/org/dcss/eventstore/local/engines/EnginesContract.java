package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import org.dcss.eventstore.local.engines.sqs.LocalSqs;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What both kinds of engines do. */
abstract class EnginesContract {
    Engines engines;

    abstract Engines start() throws IOException;

    DynamoDbClient dynamoDb() {
        return engines.dynamoDbClient();
    }

    /** Sends, receives and deletes. */
    SqsClient sqs() {
        return engines.sqsClient();
    }

    @BeforeEach
    final void open() throws IOException {
        engines = start();
    }

    @AfterEach
    final void close() {
        engines.close();
    }

    @Test
    void failedConditionReturnsTheItemInTheWay() {
        var dynamoDb = dynamoDb();
        Tables.create(dynamoDb, "slots");
        put(dynamoDb, 105, "first");

        assertThatThrownBy(() -> put(dynamoDb, 105, "second"))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        e -> assertThat(e.item()).containsEntry("id", AttributeValue.fromS("first")));
    }

    private static void put(DynamoDbClient dynamoDb, long slot, String id) {
        dynamoDb.putItem(r -> r.tableName("slots")
                .item(Map.of("slot", AttributeValue.fromN(Long.toString(slot)), "id", AttributeValue.fromS(id)))
                .conditionExpression("attribute_not_exists(slot)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messageReceivedOftenEnoughGoesToTheDlq(boolean fifo) {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", fifo, Duration.ZERO, 2));
        sqs.sendMessage(r -> {
            r.queueUrl(queues.url()).messageBody("poison").messageGroupId("cpo");
            if (fifo) {
                r.messageDeduplicationId("1");
            }
        });

        assertThat(receive(queues.url())).hasSize(1);
        assertThat(receive(queues.url())).hasSize(1);
        assertThat(receive(queues.url())).isEmpty();
        assertThat(receive(queues.dlqUrl())).extracting(Message::body).containsExactly("poison");
    }

    private List<Message> receive(String url) {
        return sqs().receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    @Test
    void messageComesAsItWasSent() {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(30), 5));
        var reason = MessageAttributeValue.builder()
                .dataType("String.label")
                .stringValue("not valid: \"é\"")
                .build();
        sqs.sendMessage(r ->
                r.queueUrl(queues.url()).messageBody("{\"seed\": 1e400}").messageAttributes(Map.of("Reason", reason)));

        assertThat(receive(queues.url())).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("{\"seed\": 1e400}");
            assertThat(message.messageAttributes()).isEqualTo(Map.of("Reason", reason));
            assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        });
    }

    @Test
    void deletedMessageIsGone() {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ZERO, 5));
        sqs.sendMessage(r -> r.queueUrl(queues.url()).messageBody("once"));
        var receipt = receive(queues.url()).get(0).receiptHandle();

        sqs.deleteMessage(r -> r.queueUrl(queues.url()).receiptHandle(receipt));

        assertThat(receive(queues.url())).isEmpty();
        assertThatThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(queues.url()).receiptHandle(receipt)))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void batchIsAnsweredEntryByEntry() {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(30), 5));
        var entries = IntStream.range(0, 10)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("entry-" + i)
                        .messageBody("body-" + i)
                        .build())
                .toList();

        var sent = sqs.sendMessageBatch(r -> r.queueUrl(queues.url()).entries(entries));

        assertThat(sent.failed()).isEmpty();
        assertThat(sent.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(SendMessageBatchRequestEntry::id).toList());
        assertThat(receive(queues.url())).hasSize(10);
    }

    @Test
    void fifoKeepsTheOrderOfAGroupAndDropsDuplicates() {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", true, Duration.ofSeconds(30), 5));
        for (int i : new int[] {1, 2, 3, 2, 1, 4}) {
            sqs.sendMessage(r -> r.queueUrl(queues.url())
                    .messageBody(Integer.toString(i))
                    .messageGroupId("cpo")
                    .messageDeduplicationId(Integer.toString(i)));
        }

        assertThat(receive(queues.url())).extracting(Message::body).containsExactly("1", "2", "3", "4");
        assertThat(receive(queues.url())).isEmpty();
    }

    @Test
    void whoeverWaitsForAGroupGetsItsNextMessageOnceTheOneBeforeIsDeleted() throws Exception {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", true, Duration.ofMinutes(10), 5));
        for (String text : List.of("1", "2")) {
            sqs.sendMessage(r -> r.queueUrl(queues.url())
                    .messageBody(text)
                    .messageGroupId("cpo")
                    .messageDeduplicationId(text));
        }
        var first = sqs.receiveMessage(r -> r.queueUrl(queues.url()).maxNumberOfMessages(1))
                .messages()
                .get(0);
        var receiver = new FutureTask<>(
                () -> sqs.receiveMessage(r -> r.queueUrl(queues.url()).waitTimeSeconds(20))
                        .messages());
        var thread = new Thread(receiver);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        sqs.deleteMessage(r -> r.queueUrl(queues.url()).receiptHandle(first.receiptHandle()));

        assertThat(receiver.get()).extracting(Message::body).containsExactly("2");
    }

    @Test
    void waitingReceiverGetsWhatIsSent() throws Exception {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(30), 5));
        var receiver = new FutureTask<>(
                () -> sqs.receiveMessage(r -> r.queueUrl(queues.url()).waitTimeSeconds(20))
                        .messages());
        new Thread(receiver).start();

        sqs.sendMessage(r -> r.queueUrl(queues.url()).messageBody("at last"));

        assertThat(receiver.get()).extracting(Message::body).containsExactly("at last");
    }

    @Test
    void queuesAreBroughtToWhatIsAskedFor() {
        var first = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(30), 5));
        var second = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(60), 7));

        assertThat(second).isEqualTo(first);
        assertThat(engines.sqsClient()
                        .getQueueAttributes(r -> r.queueUrl(second.url()).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
                .extractingByKey(QueueAttributeName.REDRIVE_POLICY)
                .asString()
                .contains("\"maxReceiveCount\":7", "events-dlq");
    }

    @Test
    void shutPortRefusesAndOpenedPortServesTheSameMessages() throws IOException {
        var sqs = sqs();
        var queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", false, Duration.ofSeconds(30), 5));
        sqs.sendMessage(r -> r.queueUrl(queues.url()).messageBody("before"));
        var endpoint = engines.sqs().endpoint();

        engines.sqs().shut();
        assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(queues.url()).messageBody("lost")))
                .isInstanceOf(SdkClientException.class);
        engines.sqs().open();

        assertThat(engines.sqs().endpoint()).isEqualTo(endpoint);
        assertThat(receive(queues.url())).extracting(Message::body).containsExactly("before");
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        for (URI endpoint : List.of(engines.dynamoDb().endpoint(), engines.sqs().endpoint())) {
            for (InetAddress address : otherAddresses()) {
                assertThatThrownBy(() -> connect(address, endpoint.getPort())).isInstanceOf(ConnectException.class);
            }
            connect(InetAddress.getLoopbackAddress(), endpoint.getPort());
        }
    }

    /** 127.0.0.2 is this machine too, so that a machine without a network has an address to try. */
    private static List<InetAddress> otherAddresses() throws IOException {
        return Stream.concat(
                        Stream.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 2})),
                        NetworkInterface.networkInterfaces()
                                .flatMap(NetworkInterface::inetAddresses)
                                .filter(address -> !address.isLoopbackAddress()))
                .toList();
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5_000);
        }
    }

    @Test
    void takenPortIsNamed() {
        var dynamoDbPort = engines.dynamoDb().endpoint().getPort();
        var sqsPort = engines.sqs().endpoint().getPort();

        assertThatThrownBy(() -> LocalDynamoDb.inMemory(dynamoDbPort))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(dynamoDbPort));
        assertThatThrownBy(() -> LocalSqs.inMemory(sqsPort))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(sqsPort));
    }
}
