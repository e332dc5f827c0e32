package org.dcss.eventstore.local.engines.dynamodb;

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
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of requests that wait for their turn, while the database's thread is busy. */
final class TurnsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private Engines engines;
    private DynamoDbClient embedded;

    @BeforeEach
    void open() throws IOException {
        engines = Engines.at(directory);
        embedded = engines.dynamoDb().embedded(PATIENCE);
    }

    @AfterEach
    void close() {
        engines.close();
    }

    /** A put over the network lands whatever its sender thinks; this one does not. */
    @Test
    void putThatIsGivenUpNeverLands() throws Exception {
        Tables.create(embedded, "slots");
        CountDownLatch free = new CountDownLatch(1);
        Thread other = occupy(free);

        DynamoDbClient hasty = engines.dynamoDb().embedded(Duration.ofMillis(20));
        assertThatThrownBy(() -> hasty.putItem(put -> put.tableName("slots").item(Map.of("slot", slot(1)))))
                .isInstanceOf(ApiCallTimeoutException.class);
        assertThatThrownBy(() -> embedded.putItem(put -> put.tableName("slots")
                        .item(Map.of("slot", slot(2)))
                        .overrideConfiguration(call -> call.apiCallTimeout(Duration.ofMillis(20)))))
                .isInstanceOf(ApiCallTimeoutException.class);
        free.countDown();
        other.join();

        assertThat(embedded.scan(scan -> scan.tableName("slots")).items()).isEmpty();
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
        Tables.create(embedded, "slots");
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
        assertThat(embedded.scan(scan -> scan.tableName("slots")).items())
                .singleElement()
                .satisfies(item -> assertThat(value(item, "times").n()).isEqualTo("2"));
    }

    private void count() {
        embedded.updateItem(update -> update.tableName("slots")
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

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    private static AttributeValue slot(int slot) {
        return AttributeValue.fromN(Integer.toString(slot));
    }
}
