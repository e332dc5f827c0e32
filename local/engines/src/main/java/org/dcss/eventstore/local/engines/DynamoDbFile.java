package org.dcss.eventstore.local.engines;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local's database with a write-ahead log, which has a put before it is answered, so that it survives the end of
 * the process. It is on the disk itself, and survives a loss of power, once the log has been moved into the file: within
 * about a second, and so before an event has settled.
 */
final class DynamoDbFile extends SQLiteDBAccess {
    /** How often the log is moved into the file. */
    static final Duration CHECKPOINT = Duration.ofSeconds(1);

    private static final String COMMITTED = "SELECT 1 FROM tr WHERE TransactionId = ?";

    private final ScheduledExecutorService checkpoints =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("dynamodb-checkpoint"));

    private DynamoDbFile(Path file) {
        super(file.toFile());
    }

    static DynamoDbFile open(Path file, Duration checkpoint) throws IOException {
        try {
            var database = new DynamoDbFile(file);
            database.prepare(checkpoint);
            return database;
        } catch (RuntimeException e) {
            throw new IOException("DynamoDB Local cannot open " + file, e);
        }
    }

    /**
     * A put commits while a query of its own is still open, at which SQLite never moves the log into the file: left
     * alone, the log grows without end.
     */
    private void prepare(Duration checkpoint) throws IOException {
        try {
            run("PRAGMA journal_mode = WAL").get();
            run("PRAGMA synchronous = NORMAL").get();
            // What is withdrawn from the log is not left in free pages.
            run("PRAGMA secure_delete = ON").get();
        } catch (ExecutionException e) {
            close();
            throw new IOException("DynamoDB Local's file takes no write-ahead log", e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening DynamoDB Local's file", e);
        }
        var unused = checkpoints.scheduleWithFixedDelay(
                () -> checkpoint().complete(), checkpoint.toMillis(), checkpoint.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Not within a transaction, of which the queue of jobs knows nothing: SQLite refuses it there, and the queue answers a job
     * that fails by rolling back whatever is open.
     */
    private SQLiteJob<@Nullable Void> checkpoint() {
        return queue.execute(new SQLiteJob<@Nullable Void>() {
            @Override
            protected @Nullable Void job(SQLiteConnection connection) throws Throwable {
                if (connection.getAutoCommit()) {
                    connection.exec("PRAGMA wal_checkpoint");
                }
                return null;
            }
        });
    }

    /** Returns once the transaction is in the log of the file, which DynamoDB Local itself does not wait for. */
    @Override
    public void commitTransaction(String transactionId, byte[] signature) {
        super.commitTransaction(transactionId, signature);
        var committed = queue.execute(new SQLiteJob<Boolean>() {
            @Override
            protected Boolean job(SQLiteConnection connection) throws Throwable {
                var statement = connection.prepare(COMMITTED);
                try {
                    return statement.bind(1, transactionId).step();
                } finally {
                    statement.dispose();
                }
            }
        });
        if (!Boolean.TRUE.equals(committed.complete())) {
            throw new IllegalStateException("DynamoDB Local has not committed a transaction");
        }
    }

    /** On the connection of DynamoDB Local, between two of its own jobs. */
    private SQLiteJob<@Nullable Void> run(String sql) {
        return queue.execute(new SQLiteJob<@Nullable Void>() {
            @Override
            protected @Nullable Void job(SQLiteConnection connection) throws Throwable {
                connection.exec(sql);
                return null;
            }
        });
    }

    /** Waits until the file is closed. */
    @Override
    public void close() {
        checkpoints.shutdown();
        super.close();
        try {
            queue.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
