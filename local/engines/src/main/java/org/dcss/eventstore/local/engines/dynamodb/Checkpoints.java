package org.dcss.eventstore.local.engines.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Moves the database's log into its file again and again, over a connection of its own: so that it is this thread that waits
 * for the disk, and not the one that all requests wait for. That one moves the little that has come meanwhile, since only
 * then is the log written from its beginning again, and does not grow for as long as somebody writes.
 */
final class Checkpoints implements AutoCloseable {

    /** DynamoDB Local's own 1,024 bytes are a page or more for each item, and each page a call to the system. */
    private static final int PAGE_BYTES = 4096;

    private final SQLiteConnection connection;
    private final Runnable rest;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("dynamodb-checkpoint"));

    private Checkpoints(Path file, Runnable rest) {
        this.connection = new SQLiteConnection(file.toFile());
        this.rest = rest;
    }

    /** Makes a database's file with pages of the size that suits it, unless there is one. */
    static void makeFile(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var connection = new SQLiteConnection(file.toFile());
        try {
            connection.open(true);
            connection.exec("PRAGMA page_size = " + PAGE_BYTES);
            connection.exec("PRAGMA journal_mode = WAL");
        } catch (SQLiteException e) {
            throw new IOException("cannot make " + file + ": " + e.getMessage(), e);
        } finally {
            connection.dispose();
        }
    }

    /**
     * Begins.
     *
     * @param rest moves the rest, on the thread that writes
     */
    static Checkpoints start(Path file, Duration every, Runnable rest) throws IOException {
        var checkpoints = new Checkpoints(file, rest);
        try {
            checkpoints.thread.submit(checkpoints::open).get();
        } catch (Exception e) {
            checkpoints.close();
            throw new IOException("cannot open " + file + " a second time", e);
        }
        var unused = checkpoints.thread.scheduleWithFixedDelay(
                checkpoints::move, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return checkpoints;
    }

    private Object open() throws SQLiteException {
        return connection.open(false);
    }

    private void move() {
        try {
            connection.exec("PRAGMA wal_checkpoint");
            rest.run();
        } catch (SQLiteException | IllegalStateException e) {
            // A full disk, or one that fails: the log has it all, and the next time may do.
        }
    }

    /** Waits for a checkpoint that is under way. */
    @Override
    public void close() {
        thread.execute(connection::dispose);
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
