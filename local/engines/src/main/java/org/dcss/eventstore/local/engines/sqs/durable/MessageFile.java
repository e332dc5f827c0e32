package org.dcss.eventstore.local.engines.sqs.durable;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every queue's undeleted messages in one SQLite file; used by the thread that opened it alone. */
final class MessageFile implements AutoCloseable {
    private static final int VERSION = 1;

    private static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS message (
              id TEXT NOT NULL PRIMARY KEY,
              queue TEXT NOT NULL,
              body TEXT NOT NULL,
              attributes TEXT,
              created_ns INTEGER NOT NULL,
              position INTEGER NOT NULL,
              available_ms INTEGER NOT NULL,
              receives INTEGER NOT NULL,
              first_received_ms INTEGER,
              group_id TEXT,
              deduplication_id TEXT,
              trace TEXT,
              sequence TEXT,
              source TEXT)
            """;

    /** One row whatever queue it is in: a move to the DLQ is one change, never a moment in both queues or in none. */
    private static final String PUT =
            "INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String RECEIVED = "UPDATE message SET receives = ?, first_received_ms = ? WHERE id = ?";
    private static final String REMOVED = "DELETE FROM message WHERE id = ?";
    private static final String EMPTIED = "DELETE FROM message WHERE queue = ?";
    private static final String ALL = "SELECT * FROM message ORDER BY created_ns, position";

    /** Free pages up to this many are kept: 1 MB, which a burst takes again. */
    private static final int KEPT_PAGES = 256;

    /** Given back at once, so that what is to be stored does not wait for long: 4 MB. */
    private static final int GIVEN_BACK_PAGES = 1024;

    private static final int LOG_BYTES = 4 << 20;

    /** Of auto_vacuum: free pages can be given back. */
    private static final int INCREMENTAL = 2;

    private final Path path;
    private final SQLiteConnection connection;

    private MessageFile(Path path) {
        this.path = path;
        this.connection = new SQLiteConnection(path.toFile());
    }

    /** Opens the file, which is made if absent. */
    static MessageFile open(Path path) throws IOException {
        var file = new MessageFile(path);
        try {
            file.connection.open(true);
            file.prepare();
            return file;
        } catch (SQLiteException e) {
            file.close();
            throw new IOException("cannot open " + path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void prepare() throws SQLiteException, IOException {
        connection.exec("PRAGMA page_size = 4096");
        // A second process fails at its start instead of overwriting what this one holds in memory.
        connection.exec("PRAGMA locking_mode = EXCLUSIVE");
        // A commit is in the operating system's hands when it returns: it outlives this process, not a loss of power.
        connection.exec("PRAGMA journal_mode = WAL");
        connection.exec("PRAGMA synchronous = NORMAL");
        connection.exec("PRAGMA journal_size_limit = " + LOG_BYTES);
        // A message that was deleted is not left in free pages: its event may be withdrawn from the log later.
        connection.exec("PRAGMA secure_delete = ON");
        var version = pragma("user_version");
        if (version != 0 && version != VERSION) {
            throw new IOException(path + " is of version " + version + ", not " + VERSION
                    + ": use the program that wrote it, or another folder");
        }
        makeShrinkable();
        connection.exec(SCHEMA);
        connection.exec("PRAGMA user_version = " + VERSION);
    }

    /** Makes a file that can give pages back; one of an earlier version is written anew. */
    private void makeShrinkable() throws SQLiteException {
        if (pragma("auto_vacuum") != INCREMENTAL) {
            connection.exec("PRAGMA auto_vacuum = INCREMENTAL");
            connection.exec("VACUUM");
        }
    }

    /** Gives some of the space back that messages had which are gone, if it is much; whether there is more to give. */
    boolean giveBack() throws IOException {
        try {
            int free = pragma("freelist_count");
            if (free <= KEPT_PAGES) {
                return false;
            }
            connection.exec("PRAGMA incremental_vacuum(" + Math.min(free - KEPT_PAGES, GIVEN_BACK_PAGES) + ")");
            // The file becomes shorter when the log is moved into it.
            connection.exec("PRAGMA wal_checkpoint");
            return free - GIVEN_BACK_PAGES > KEPT_PAGES;
        } catch (SQLiteException e) {
            throw new IOException("cannot shrink " + path + ": " + e.getMessage(), e);
        }
    }

    private int pragma(String name) throws SQLiteException {
        var statement = connection.prepare("PRAGMA " + name, false);
        try {
            statement.step();
            return statement.columnInt(0);
        } finally {
            statement.dispose();
        }
    }

    /** By queue, oldest first. */
    Map<String, List<StoredMessage>> read() throws IOException {
        var messages = new TreeMap<String, List<StoredMessage>>();
        try {
            var row = connection.prepare(ALL);
            try {
                while (row.step()) {
                    messages.computeIfAbsent(row.columnString(1), queue -> new ArrayList<>())
                            .add(message(row));
                }
            } finally {
                row.dispose();
            }
        } catch (SQLiteException e) {
            throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
        }
        return messages;
    }

    private static StoredMessage message(SQLiteStatement row) throws SQLiteException {
        return new StoredMessage(
                row.columnString(0),
                row.columnString(2),
                row.columnString(3),
                Instant.EPOCH.plusNanos(row.columnLong(4)),
                row.columnInt(5),
                row.columnLong(6),
                row.columnInt(7),
                row.columnNull(8) ? null : Instant.ofEpochMilli(row.columnLong(8)),
                row.columnString(9),
                row.columnString(10),
                row.columnString(11),
                row.columnString(12),
                row.columnString(13));
    }

    /** All of them in one transaction, or none. */
    void write(List<Change> changes) throws IOException {
        try {
            connection.exec("BEGIN IMMEDIATE");
            for (var change : changes) {
                write(change);
            }
            connection.exec("COMMIT");
        } catch (SQLiteException e) {
            throw new IOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    private void write(Change change) throws SQLiteException {
        if (change instanceof Change.Put put) {
            put(put.queue(), put.message());
        } else if (change instanceof Change.Received received) {
            var first = received.first();
            run(RECEIVED, received.receives(), first == null ? null : first.toEpochMilli(), received.id());
        } else if (change instanceof Change.Removed removed) {
            run(REMOVED, removed.id());
        } else if (change instanceof Change.Emptied emptied) {
            run(EMPTIED, emptied.queue());
        }
    }

    private void put(String queue, StoredMessage message) throws SQLiteException {
        var first = message.firstReceived();
        run(
                PUT,
                message.id(),
                queue,
                message.body(),
                message.attributes(),
                ChronoUnit.NANOS.between(Instant.EPOCH, message.created()),
                message.position(),
                message.available(),
                message.receives(),
                first == null ? null : first.toEpochMilli(),
                message.group(),
                message.deduplication(),
                message.trace(),
                message.sequence(),
                message.source());
    }

    private void run(String sql, @Nullable Object... values) throws SQLiteException {
        var statement = connection.prepare(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Number number) {
                    statement.bind(i + 1, number.longValue());
                } else {
                    statement.bind(i + 1, (String) values[i]);
                }
            }
            statement.step();
        } finally {
            statement.dispose();
        }
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
