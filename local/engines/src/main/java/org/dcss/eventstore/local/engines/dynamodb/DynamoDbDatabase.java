package org.dcss.eventstore.local.engines.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.dcss.eventstore.local.engines.dynamodb.items.Database;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local's database, with one thread that carries requests out. In a file it has a write-ahead log, which has a
 * put before it is answered, so that it survives the end of the process. It is on the disk itself, and survives a loss of
 * power, once the log has been moved into the file: within about a second, and so before an event has settled.
 */
final class DynamoDbDatabase extends SQLiteDBAccess implements Database {
    /** How often the log is moved into the file. */
    static final Duration CHECKPOINT = Duration.ofSeconds(1);

    /** Of pages that were read; DynamoDB Local's own 2 MB do not hold what one second writes to. */
    private static final int CACHE_KILOBYTES = 16 * 1024;

    /** What is left of the log when it is written from its beginning again. */
    private static final int LOG_BYTES = 16 << 20;

    /** In milliseconds, as DynamoDB Local notes when a transaction was. */
    private static final String NOW = "CAST(strftime('%s', 'now') AS INTEGER) * 1000";

    private static final String TOKEN =
            "SELECT TransactionSignature FROM tr WHERE TransactionId = ? AND CreationDateTime >= " + NOW + " - ?";
    private static final String REMEMBER_TOKEN =
            "INSERT INTO tr(TransactionId, CreationDateTime, TransactionSignature) VALUES (?, " + NOW + ", ?)";

    private final DatabaseThread thread;
    private final Map<String, TableInfo> tables = new ConcurrentHashMap<>();
    private @Nullable Checkpoints checkpoints;
    private volatile boolean streams;

    /** @param file null for a database in memory */
    private DynamoDbDatabase(@Nullable File file) throws IOException {
        super(file);
        SchemaCache.install();
        // It has started a thread that knows nothing of turns.
        queue.stop(true);
        join();
        thread = new DatabaseThread(file);
        queue = thread;
        queue.start();
    }

    static DynamoDbDatabase inMemory() throws IOException {
        var database = new DynamoDbDatabase(null);
        try {
            // Those that were made went with the thread.
            var initialize = SQLiteDBAccess.class.getDeclaredMethod("initializeMetadataTables");
            initialize.setAccessible(true);
            initialize.invoke(database);
            return database;
        } catch (ReflectiveOperationException e) {
            database.close();
            throw new IOException("not the DynamoDB Local this was written for", e);
        }
    }

    /** @param checkpoint how often the log is moved into the file */
    static DynamoDbDatabase open(Path file, Duration checkpoint) throws IOException {
        try {
            Checkpoints.makeFile(file);
            var database = new DynamoDbDatabase(file.toFile());
            database.prepare(file, checkpoint);
            return database;
        } catch (RuntimeException e) {
            throw new IOException("DynamoDB Local cannot open " + file, e);
        }
    }

    private void prepare(Path file, Duration checkpoint) throws IOException {
        try {
            exec("PRAGMA journal_mode = WAL");
            exec("PRAGMA synchronous = NORMAL");
            // What is withdrawn from the log is not left in free pages.
            exec("PRAGMA secure_delete = ON");
            // Else each statement of a transaction makes a file, and removes it.
            exec("PRAGMA temp_store = MEMORY");
            exec("PRAGMA cache_size = -" + CACHE_KILOBYTES);
            // Not by whoever happens to have made it long, and has to wait for the disk then.
            exec("PRAGMA wal_autocheckpoint = 0");
            exec("PRAGMA journal_size_limit = " + LOG_BYTES);
            streams = hasStreams();
            checkpoints = Checkpoints.start(file, checkpoint, () -> exec("PRAGMA wal_checkpoint"));
        } catch (IllegalStateException e) {
            close();
            throw new IOException("DynamoDB Local's file takes no write-ahead log", e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    DatabaseThread thread() {
        return thread;
    }

    /**
     * A request has the database's thread, and so every table: it waits for nobody's lock. What deletes expired items, on a
     * thread of its own, locks the table against requests about tables alone; nobody writes an item that has expired.
     */
    @Override
    public ReentrantReadWriteLock getLockForTable(String tableName) {
        return thread.isDatabaseThread() ? new ReentrantReadWriteLock() : super.getLockForTable(tableName);
    }

    /** Every request asks for it, and would have it read from the file. */
    @Override
    public @Nullable TableInfo getTableInfo(String tableName) {
        var known = tables.get(tableName);
        if (known != null) {
            return known;
        }
        var read = super.getTableInfo(tableName);
        if (read != null) {
            tables.put(tableName, read);
        }
        return read;
    }

    @Override
    public Optional<TableInfo> plainTable(String tableName) {
        return streams ? Optional.empty() : Optional.ofNullable(getTableInfo(tableName));
    }

    @Override
    public void deleteTable(String tableName) {
        super.deleteTable(tableName);
        tables.clear();
    }

    @Override
    public void createTable(
            String tableName,
            AttributeDefinition hashKey,
            @Nullable AttributeDefinition rangeKey,
            List<AttributeDefinition> attributes,
            @Nullable List<LocalSecondaryIndex> localIndexes,
            @Nullable List<GlobalSecondaryIndex> globalIndexes,
            @Nullable ProvisionedThroughput provisioned,
            @Nullable OnDemandThroughput onDemand,
            @Nullable BillingMode billing,
            @Nullable Boolean deletionProtection,
            @Nullable StreamSpecification stream) {
        super.createTable(
                tableName,
                hashKey,
                rangeKey,
                attributes,
                localIndexes,
                globalIndexes,
                provisioned,
                onDemand,
                billing,
                deletionProtection,
                stream);
        streams = hasStreams();
    }

    /** Whether a table has, or had, a stream. */
    private boolean hasStreams() {
        return on(connection -> {
            var statement = connection.prepare("SELECT 1 FROM sm LIMIT 1");
            try {
                return statement.step();
            } finally {
                statement.dispose();
            }
        });
    }

    @Override
    public void updateTable(String tableName, @Nullable String timeToLiveAttribute) {
        super.updateTable(tableName, timeToLiveAttribute);
        tables.clear();
    }

    @Override
    public void updateTable(
            String tableName,
            @Nullable ProvisionedThroughput provisioned,
            @Nullable OnDemandThroughput onDemand,
            @Nullable BillingMode billing,
            long updated,
            @Nullable List<AttributeDefinition> attributes,
            @Nullable List<GlobalSecondaryIndexDescription> indexes,
            @Nullable Boolean deletionProtection,
            @Nullable StreamSpecification stream) {
        super.updateTable(
                tableName, provisioned, onDemand, billing, updated, attributes, indexes, deletionProtection, stream);
        tables.clear();
        streams = hasStreams();
    }

    @Override
    public void createGSIColumns(String tableName, String indexName) {
        super.createGSIColumns(tableName, indexName);
        tables.clear();
    }

    @Override
    public void deleteGSI(String tableName, String indexName) {
        super.deleteGSI(tableName, indexName);
        tables.clear();
    }

    /** Within a turn that is alone; takes no lock, since that has the database's thread. */
    @Override
    public byte @Nullable [] beginTransaction(String token) {
        return this.<Optional<byte[]>>on(connection -> {
                    DatabaseThread.inOpenTransaction(true);
                    connection.exec("BEGIN");
                    var statement = connection.prepare(TOKEN);
                    try {
                        statement.bind(1, token).bind(2, LocalDBClient.TRANSACTION_CLIENT_TOKEN_SURVIVAL_DURATION);
                        return Optional.ofNullable(statement.step() ? statement.columnBlob(0) : null);
                    } finally {
                        statement.dispose();
                    }
                })
                .orElse(null);
    }

    /** Returns once the transaction is in the log of the file, which DynamoDB Local itself does not wait for. */
    @Override
    public void commitTransaction(String token, byte[] signature) {
        on(connection -> {
            var statement = connection.prepare(REMEMBER_TOKEN);
            try {
                statement.bind(1, token).bind(2, signature);
                statement.step();
            } finally {
                statement.dispose();
            }
            connection.exec("COMMIT");
            DatabaseThread.inOpenTransaction(false);
            return connection;
        });
    }

    @Override
    public void rollbackTransaction() {
        on(connection -> {
            DatabaseThread.inOpenTransaction(false);
            // A failed statement has rolled back already.
            if (!connection.getAutoCommit()) {
                connection.exec("ROLLBACK");
            }
            return connection;
        });
    }

    private void exec(String sql) {
        on(connection -> {
            connection.exec(sql);
            return connection;
        });
    }

    @Override
    public <T> T on(Statements<T> statements) {
        try {
            return queue.execute(new SQLiteJob<T>() {
                        @Override
                        protected T job(SQLiteConnection connection) throws Exception {
                            return statements.run(connection);
                        }
                    })
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("DynamoDB Local's database refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for DynamoDB Local's database", e);
        }
    }

    /** Waits until the file is closed. */
    @Override
    public void close() {
        if (checkpoints != null) {
            checkpoints.close();
        }
        super.close();
        join();
    }

    private void join() {
        try {
            queue.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
