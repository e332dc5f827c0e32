package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The clients that need no network keep what the others keep, and the promises of their own. */
final class EmbeddedEnginesIT extends EnginesContract {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WRITERS = 16;
    private static final int SLOTS = 200;

    @TempDir
    private Path directory;

    @Override
    Engines start() throws IOException {
        return Engines.at(directory);
    }

    @Override
    DynamoDbClient dynamoDb() {
        return engines.dynamoDb().embedded(PATIENCE);
    }

    @Override
    SqsClient sqs() {
        return engines.sqs().embedded(PATIENCE);
    }

    @Test
    void everySlotHasOneOfTheWritersThatMeetThere() throws Exception {
        Tables.create(engines.dynamoDbClient(), "slots");
        var threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<List<String>>> writing = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String id = "writer-" + writer;
            writing.add(threads.submit(() -> IntStream.range(0, SLOTS)
                    .filter(slot -> isPut(slot, id))
                    .mapToObj(slot -> slot + " " + id)
                    .toList()));
        }
        List<String> said = new ArrayList<>();
        for (Future<List<String>> writer : writing) {
            said.addAll(writer.get());
        }
        threads.shutdown();

        assertThat(said).hasSize(SLOTS);
        assertThat(engines.dynamoDbClient().scanPaginator(scan -> scan.tableName("slots")).items().stream()
                        .map(item -> value(item, "slot").n() + " "
                                + value(item, "id").s()))
                .containsExactlyInAnyOrderElementsOf(said);
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    private boolean isPut(int slot, String id) {
        try {
            dynamoDb()
                    .putItem(put -> put.tableName("slots")
                            .item(Map.of("slot", slot(slot), "id", AttributeValue.fromS(id)))
                            .conditionExpression("attribute_not_exists(slot)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static AttributeValue slot(int slot) {
        return AttributeValue.fromN(Integer.toString(slot));
    }

    @Test
    void refusalsAreTheServices() {
        assertThatThrownBy(() ->
                        dynamoDb().getItem(get -> get.tableName("nowhere").key(Map.of("slot", slot(1)))))
                .isInstanceOf(ResourceNotFoundException.class);
        Tables.create(engines.dynamoDbClient(), "slots");
        assertThatThrownBy(() -> dynamoDb()
                        .putItem(put -> put.tableName("slots").item(Map.of("slot", AttributeValue.fromS("text")))))
                .isInstanceOfSatisfying(DynamoDbException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                });
        assertThatThrownBy(() -> sqs().sendMessage(send ->
                        send.queueUrl("http://localhost/0/nowhere").messageBody("lost")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void transactionsAreWholeOrNothing() {
        Tables.create(engines.dynamoDbClient(), "slots");
        isPut(2, "first");

        assertThatThrownBy(() -> dynamoDb().transactWriteItems(write -> write.transactItems(ifFree(1), ifFree(2))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e -> assertThat(e.cancellationReasons())
                                .extracting(reason -> reason.code())
                                .containsExactly("None", "ConditionalCheckFailed"));
        dynamoDb().transactWriteItems(write -> write.transactItems(ifFree(3), ifFree(4)));

        assertThat(dynamoDb().scan(scan -> scan.tableName("slots")).items())
                .extracting(item -> value(item, "slot").n())
                .containsExactlyInAnyOrder("2", "3", "4");
    }

    @Test
    void transactionOfOneTokenIsCarriedOutOnce() {
        Tables.create(engines.dynamoDbClient(), "slots");
        for (int time = 0; time < 2; time++) {
            dynamoDb()
                    .transactWriteItems(
                            write -> write.clientRequestToken("token").transactItems(ifFree(1)));
        }

        assertThatThrownBy(() -> dynamoDb()
                        .transactWriteItems(
                                write -> write.clientRequestToken("token").transactItems(ifFree(2))))
                .isInstanceOf(IdempotentParameterMismatchException.class);
        assertThatThrownBy(() -> dynamoDb().transactWriteItems(write -> write.transactItems(ifFree(1))))
                .isInstanceOf(TransactionCanceledException.class);
    }

    private static TransactWriteItem ifFree(int slot) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("slots")
                        .item(Map.of("slot", slot(slot)))
                        .conditionExpression("attribute_not_exists(slot)"))
                .build();
    }
}
