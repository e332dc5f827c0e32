package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
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

    /** A put over the network lands whatever its sender thinks; this one does not. */
    @Test
    void putThatIsGivenUpNeverLands() throws Exception {
        Tables.create(engines.dynamoDbClient(), "slots");
        CountDownLatch free = new CountDownLatch(1);
        Thread other = occupy(free);

        DynamoDbClient hasty = engines.dynamoDb().embedded(Duration.ofMillis(20));
        assertThatThrownBy(() -> hasty.putItem(put -> put.tableName("slots").item(Map.of("slot", slot(1)))))
                .isInstanceOf(ApiCallTimeoutException.class);
        assertThatThrownBy(() -> dynamoDb()
                        .putItem(put -> put.tableName("slots")
                                .item(Map.of("slot", slot(2)))
                                .overrideConfiguration(call -> call.apiCallTimeout(Duration.ofMillis(20)))))
                .isInstanceOf(ApiCallTimeoutException.class);
        free.countDown();
        other.join();

        assertThat(dynamoDb().scan(scan -> scan.tableName("slots")).items()).isEmpty();
    }

    /** A request that has the database's thread until it is let go. */
    private Thread occupy(CountDownLatch free) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        Thread other = new Thread(() -> engines.dynamoDb()
                .thread()
                .take(
                        new Turn<>(Turn.Kind.ALONE, () -> {
                            busy.countDown();
                            await(free);
                            return true;
                        }),
                        PATIENCE));
        other.start();
        busy.await();
        return other;
    }

    /** They wait together, and so begin in one transaction, which the second of them breaks. */
    @Test
    void eachRequestIsDoneOnceThoughOneOfItsTransactionFails() throws Exception {
        Tables.create(engines.dynamoDbClient(), "slots");
        CountDownLatch free = new CountDownLatch(1);
        List<Thread> waiting = new ArrayList<>(List.of(occupy(free)));
        List<String> failures = new CopyOnWriteArrayList<>();
        for (Runnable request : List.<Runnable>of(this::count, this::fail, this::count)) {
            Thread sender = new Thread(() -> {
                try {
                    request.run();
                } catch (IllegalStateException e) {
                    failures.add(String.valueOf(e.getMessage()));
                }
            });
            sender.start();
            while (sender.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waiting.add(sender);
        }
        free.countDown();
        for (Thread sender : waiting) {
            sender.join();
        }

        assertThat(failures).singleElement().asString().contains("no such table");
        assertThat(dynamoDb().scan(scan -> scan.tableName("slots")).items())
                .singleElement()
                .satisfies(item -> assertThat(value(item, "times").n()).isEqualTo("2"));
    }

    private void count() {
        dynamoDb()
                .updateItem(update -> update.tableName("slots")
                        .key(Map.of("slot", slot(1)))
                        .updateExpression("ADD #times :one")
                        .expressionAttributeNames(Map.of("#times", "times"))
                        .expressionAttributeValues(Map.of(":one", slot(1))));
    }

    private void fail() {
        DatabaseThread thread = engines.dynamoDb().thread();
        thread.take(
                new Turn<>(Turn.Kind.ONE_ITEM, () -> {
                    try {
                        return thread.execute(new SQLiteJob<Boolean>() {
                                    @Override
                                    protected Boolean job(SQLiteConnection connection) throws SQLiteException {
                                        connection.exec("INSERT INTO nowhere VALUES (1)");
                                        return true;
                                    }
                                })
                                .get();
                    } catch (ExecutionException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                PATIENCE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
