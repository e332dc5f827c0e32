package org.dcss.eventstore.local.engines.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.shared.access.sqlite.AmazonDynamoDBOfflineSQLiteJob;

/**
 * The thread that has DynamoDB Local's database. It carries whole requests out in the order they came in: left to itself
 * DynamoDB Local lets reads and other writes overtake a put that waits for its table's lock, for seconds on a busy
 * machine, and hands each of a request's several statements over to this thread and back.
 *
 * <p>Requests for one item that wait together are carried out in one transaction, and answered when that is in the file.
 */
final class DatabaseThread extends SQLiteQueue {

    /** Requests in one transaction at most, so that the first of them does not wait long for its answer. */
    private static final int MAX_GROUP = 64;

    /** How long the statements of what this thread reads may wait for their turns. */
    private static final ThreadLocal<@Nullable Duration> READING = new ThreadLocal<>();

    private final Queue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private boolean rolledBack;

    /** @param file null for a database in memory */
    DatabaseThread(@Nullable File file) {
        super(file, Daemons.named("dynamodb-database"));
    }

    /**
     * Carries a request out after all that came before it; returns when it can be read, and survives the process.
     *
     * @param patience how long the request may wait for its turn
     */
    <T> T take(Turn<T> turn, Duration patience) {
        if (isDatabaseThread()) {
            // Part of a request that is being carried out.
            turn.run();
            turn.tell();
        } else {
            waiting.add(turn);
            call();
        }
        return turn.await(patience);
    }

    /**
     * Carries a request out that only reads, on the sender's thread: it has the database's for its statements alone, each in
     * its turn, and not for what else DynamoDB Local does about it. It sees all that was answered before it came in.
     *
     * @param patience how long each statement may wait for its turn
     */
    <T> T read(Supplier<T> request, Duration patience) {
        READING.set(patience);
        try {
            return request.get();
        } finally {
            READING.remove();
        }
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            var unused = super.execute(new Group());
        }
    }

    /** At once, where the job is part of a request that is being carried out; in its turn, if it is part of one that reads. */
    @Override
    public <T, J extends SQLiteJob<T>> J execute(J job) {
        if (isDatabaseThread()) {
            return here(job);
        }
        var patience = READING.get();
        return patience == null ? super.execute(job) : take(new Turn<>(Turn.Kind.ALONE, () -> here(job)), patience);
    }

    private <J extends SQLiteJob<?>> J here(J job) {
        try {
            executeJob(job);
            return job;
        } catch (Throwable e) {
            throw new IllegalStateException("a statement ended the database's thread", e);
        }
    }

    /** Of whatever transaction is open, after a failed statement. */
    @Override
    protected void rollback() {
        rolledBack = true;
        super.rollback();
    }

    /** Whether a request's statements each make a transaction of their own, or are in one that is open. */
    static void inOpenTransaction(boolean open) {
        Group.manual(open);
    }

    /** One request that is to be alone, or some that need not be. */
    private List<Turn<?>> next() {
        var group = new ArrayList<Turn<?>>();
        for (var turn = waiting.peek(); turn != null && group.size() < MAX_GROUP; turn = waiting.peek()) {
            if (turn.isAlone() && !group.isEmpty()) {
                break;
            }
            waiting.remove();
            if (turn.begin()) {
                group.add(turn);
                if (turn.isAlone()) {
                    break;
                }
            }
        }
        return group;
    }

    private void carryOut(SQLiteConnection connection) {
        called.set(false);
        var group = next();
        if (!waiting.isEmpty()) {
            // Behind the jobs that wait, such as moving the log into the file.
            call();
        }
        if (group.isEmpty()) {
            return;
        }
        if (group.get(0).isAlone() || !together(group, connection)) {
            group.forEach(Turn::run);
        }
        group.forEach(Turn::tell);
    }

    /** Returns false if nothing of it was done after all, such as for want of space: then each request is on its own. */
    private boolean together(List<Turn<?>> group, SQLiteConnection connection) {
        rolledBack = false;
        Group.manual(true);
        try {
            connection.exec("BEGIN");
            for (var turn : group) {
                turn.run();
                if (rolledBack) {
                    // There is no transaction any more: what follows would be done twice.
                    return false;
                }
            }
            connection.exec("COMMIT");
            return true;
        } catch (SQLiteException e) {
            rollback();
            return false;
        } finally {
            Group.manual(false);
        }
    }

    /** As a job of DynamoDB Local, since these know whether a transaction is open. */
    private final class Group extends AmazonDynamoDBOfflineSQLiteJob<@Nullable Void> {

        static void manual(boolean open) {
            manualTransactionsEnabled.set(open);
        }

        @Override
        protected @Nullable Void job(SQLiteConnection connection) {
            carryOut(connection);
            return null;
        }

        @Override
        protected @Nullable Void doWork() {
            return null;
        }

        @Override
        protected void jobCancelled() {
            // Whoever comes from now on calls again, and is told the same.
            called.set(false);
            var stopped = new IllegalStateException("DynamoDB Local has stopped");
            for (var turn = waiting.poll(); turn != null; turn = waiting.poll()) {
                turn.fail(stopped);
            }
        }
    }
}
