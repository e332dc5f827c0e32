package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.almworks.sqlite4java.SQLiteConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.dcss.eventstore.local.engines.dynamodb.LocalDynamoDb;
import org.dcss.eventstore.local.engines.sqs.LocalSqs;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class RestartIT {
    private static final Duration LONG = Duration.ofHours(12);

    @TempDir
    private Path directory;

    private Engines engines;

    @BeforeEach
    void start() throws IOException {
        engines = Engines.at(directory);
    }

    @AfterEach
    void stop() {
        engines.close();
    }

    private void restart() throws IOException {
        engines.close();
        engines = Engines.at(directory);
    }

    private SqsClient sqs() {
        return engines.sqsClient();
    }

    private Queues queues(boolean fifo, Duration visibility, int maxReceives) {
        return Queues.ensure(sqs(), new Queues.Spec("events", fifo, visibility, maxReceives));
    }

    private void send(String url, String... bodies) {
        for (var body : bodies) {
            sqs().sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
    }

    private void sendFifo(String url, String group, String body) {
        sqs().sendMessage(r ->
                r.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(body));
    }

    private List<Message> receive(String url) {
        return sqs().receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void delete(String url, Message message) {
        sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    @Test
    void everyUndeletedMessageIsVisibleAtOnce() throws IOException {
        var url = queues(false, LONG, 5).url();
        send(url, "deleted", "received");
        var received = receive(url);
        delete(url, received.get(0));
        send(url, "unreceived");

        restart();

        assertThat(receive(queues(false, LONG, 5).url()))
                .extracting(Message::body)
                .containsExactlyInAnyOrder(received.get(1).body(), "unreceived");
    }

    @Test
    void messageKeepsItsAttributes() throws IOException {
        var attributes = Map.of(
                "Reason",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("{\"é\": 1}")
                                .build(),
                "Tries",
                        MessageAttributeValue.builder()
                                .dataType("Number.int")
                                .stringValue("3")
                                .build(),
                "Raw",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                                .build());
        var dlq = queues(false, LONG, 5).dlqUrl();
        sqs().sendMessage(r ->
                r.queueUrl(dlq).messageBody("poison").messageGroupId("cpo").messageAttributes(attributes));
        var before = receive(dlq).get(0);

        restart();

        assertThat(receive(queues(false, LONG, 5).dlqUrl())).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(before.messageId());
            assertThat(message.body()).isEqualTo("poison");
            assertThat(message.messageAttributes()).isEqualTo(attributes);
            assertThat(message.attributes())
                    .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                    .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "cpo")
                    .containsEntry(
                            MessageSystemAttributeName.SENT_TIMESTAMP,
                            before.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                    .containsEntry(
                            MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                            before.attributes().get(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
        });
    }

    @Test
    void receivesBeforeARestartCountForTheDlq() throws IOException {
        send(queues(false, Duration.ZERO, 2).url(), "poison");
        assertThat(receive(queues(false, Duration.ZERO, 2).url())).hasSize(1);
        restart();
        assertThat(receive(queues(false, Duration.ZERO, 2).url())).hasSize(1);
        restart();

        var queues = queues(false, Duration.ZERO, 2);
        assertThat(receive(queues.url())).isEmpty();
        assertThat(receive(queues.dlqUrl())).extracting(Message::body).containsExactly("poison");
        restart();

        assertThat(receive(queues(false, Duration.ZERO, 2).url())).isEmpty();
        assertThat(receive(queues.dlqUrl()))
                .singleElement()
                .satisfies(message -> assertThat(message.attributes())
                        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "4"));
    }

    @Test
    void redrivenMessageIsCountedInOneQueueOnly() throws IOException {
        send(queues(false, Duration.ZERO, 1).url(), "poison");
        assertThat(receive(queues(false, Duration.ZERO, 1).url())).hasSize(1);
        restart();

        var queues = queues(false, Duration.ZERO, 1);
        assertThat(receive(queues.url())).isEmpty();

        assertThat(count(queues.url())).isZero();
        assertThat(count(queues.dlqUrl())).isOne();
        restart();

        assertThat(count(queues(false, Duration.ZERO, 1).url())).isZero();
        assertThat(count(queues.dlqUrl())).isOne();
    }

    private int count(String url) {
        return sqs()
                .getQueueAttributes(r -> r.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Test
    void fifoKeepsTheOrderOfEachGroup() throws IOException {
        var url = queues(true, LONG, 5).url();
        for (int i = 0; i < 30; i++) {
            sendFifo(url, i % 2 == 0 ? "cao" : "cpo", Integer.toString(i));
        }
        receive(url).stream().limit(3).forEach(message -> delete(url, message));

        restart();

        var again = queues(true, LONG, 5).url();
        var bodies = IntStream.range(0, 4)
                .mapToObj(i -> receive(again))
                .flatMap(List::stream)
                .peek(message -> delete(again, message))
                .toList();
        assertThat(bodies).hasSize(27);
        for (var group : List.of("cao", "cpo")) {
            assertThat(bodies.stream()
                            .filter(message ->
                                    group.equals(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)))
                            .map(message -> Integer.valueOf(message.body())))
                    .isSorted();
        }
    }

    @Test
    void fifoStillKnowsWhatItHolds() throws IOException {
        var url = queues(true, LONG, 5).url();
        sendFifo(url, "cpo", "once");

        restart();
        var again = queues(true, LONG, 5).url();
        sendFifo(again, "cpo", "once");
        sendFifo(again, "cpo", "then");

        assertThat(receive(again)).extracting(Message::body).containsExactly("once", "then");
    }

    @Test
    void purgedStaysPurged() throws IOException {
        var queues = queues(false, LONG, 5);
        send(queues.url(), "a", "b");
        send(queues.dlqUrl(), "c");
        sqs().purgeQueue(r -> r.queueUrl(queues.url()));

        restart();

        assertThat(receive(queues(false, LONG, 5).url())).isEmpty();
        assertThat(receive(queues.dlqUrl())).extracting(Message::body).containsExactly("c");
    }

    /** What was a backlog once does not take the disk for ever; also in a file of an earlier version, which never shrank. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void queueGivesItsSpaceBack(boolean ofAnEarlierVersion) throws Exception {
        var file = directory.resolve("sqs/messages.db");
        if (ofAnEarlierVersion) {
            engines.close();
            var connection = new SQLiteConnection(file.toFile());
            connection.open();
            connection.exec("PRAGMA auto_vacuum = NONE");
            connection.exec("VACUUM");
            connection.dispose();
            engines = Engines.at(directory);
        }
        var queues = queues(false, LONG, 5);
        send(queues.url(), "kept");
        for (int i = 0; i < 60; i++) {
            send(queues.dlqUrl(), "x".repeat(200_000));
        }
        restart();
        assertThat(Files.size(file)).isGreaterThan(10_000_000);

        sqs().purgeQueue(purge -> purge.queueUrl(queues(false, LONG, 5).dlqUrl()));

        for (int tries = 0; tries < 600 && Files.size(file) > 2_000_000; tries++) {
            Thread.sleep(100);
        }
        assertThat(Files.size(file)).isLessThan(2_000_000);
        restart();
        assertThat(receive(queues(false, LONG, 5).url()))
                .extracting(Message::body)
                .containsExactly("kept");
    }

    @Test
    void deletedQueueComesBackEmpty() throws IOException {
        var queues = queues(false, LONG, 5);
        send(queues.url(), "a");
        sqs().deleteQueue(r -> r.queueUrl(queues.url()));

        restart();

        assertThat(receive(queues(false, LONG, 5).url())).isEmpty();
    }

    @Test
    void messageMovedBackFromTheDlqStaysThere() throws IOException {
        var queues = queues(false, Duration.ZERO, 1);
        send(queues.dlqUrl(), "mended");
        var dlqArn = sqs().getQueueAttributes(
                        r -> r.queueUrl(queues.dlqUrl()).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sqs().startMessageMoveTask(r -> r.sourceArn(dlqArn));
        assertThat(sqs().receiveMessage(r ->
                                r.queueUrl(queues.url()).visibilityTimeout(60).waitTimeSeconds(20))
                        .messages())
                .hasSize(1);

        restart();

        assertThat(receive(queues(false, LONG, 5).url()))
                .extracting(Message::body)
                .containsExactly("mended");
        assertThat(receive(queues.dlqUrl())).isEmpty();
    }

    @Test
    void tablesKeepTheirItems() throws IOException {
        var item = Map.of("slot", AttributeValue.fromN("105"), "data", AttributeValue.fromS("{}"));
        Tables.create(engines.dynamoDbClient(), "slots");
        engines.dynamoDbClient().putItem(r -> r.tableName("slots").item(item));

        restart();

        assertThat(engines.dynamoDbClient()
                        .getItem(r -> r.tableName("slots").key(Map.of("slot", AttributeValue.fromN("105"))))
                        .item())
                .isEqualTo(item);
    }

    @Test
    void oneProcessAtATime() {
        assertThatThrownBy(() -> LocalSqs.at(directory.resolve("sqs"), 0, PortGuard.ANY_KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        directory.resolve("sqs").resolve("messages.db").toString());
        assertThatThrownBy(() -> LocalDynamoDb.at(directory.resolve("dynamodb"), 0, PortGuard.ANY_KEY))
                .isInstanceOf(IOException.class);
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        engines.close();
        var file = directory.resolve("sqs").resolve("messages.db");
        var sound = Files.readAllBytes(file);
        Files.writeString(file, "x".repeat(sound.length));

        assertThatThrownBy(() -> Engines.at(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());

        Files.write(file, sound);
        start();
    }

    @Test
    void fileOfANewerVersionIsRefused() throws Exception {
        engines.close();
        var file = directory.resolve("sqs").resolve("messages.db");
        var connection = new com.almworks.sqlite4java.SQLiteConnection(file.toFile());
        connection.open(false).exec("PRAGMA user_version = 2");
        connection.dispose();

        assertThatThrownBy(() -> Engines.at(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
