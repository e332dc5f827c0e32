package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dcss.eventstore.benchmarks.harness.ClosedLoop;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.fixtures.SampleEvent;

/** message-db's functions in PostgreSQL, called over JDBC; a batch is one call for an array. */
final class MessageDb extends Running {

    private static final String DATABASE = "message_store";
    private static final int PAGE = 1_000;
    private static final String STREAM = "dcss-cpo";
    private static final String WRITE = "SELECT message_store.write_message(?, '" + STREAM + "', ?, ?::jsonb)";
    private static final String WRITE_BATCH =
            "SELECT count(message_store.write_message(id, '" + STREAM + "', type, data::jsonb))"
                    + " FROM unnest(?::varchar[], ?::varchar[], ?::varchar[]) AS event (id, type, data)";
    private static final String READ = "SELECT * FROM message_store.get_category_messages('dcss', ?, " + PAGE + ")";

    private final Postgres postgres;
    private final List<SampleEvent> events;
    private final AtomicInteger sent = new AtomicInteger();
    /** Behind all that is stored. */
    private long head;

    /** @param packages what npm has installed */
    MessageDb(Path folder, boolean fsync, Path packages, List<SampleEvent> events)
            throws IOException, InterruptedException {
        super(folder);
        this.events = List.copyOf(events);
        this.postgres = Postgres.start(this, folder, fsync);
        postgres.install(this, packages.resolve("node_modules/@eventide/message-db/database"));
    }

    @Override
    Load append(int connections, int batch, Duration time, int most) throws Exception {
        List<List<SampleEvent>> batches = Parallel.parts(batch, events);
        ClosedLoop.Done done = ClosedLoop.run(connections, time, most, () -> {
            Connection connection = postgres.connect(DATABASE);
            PreparedStatement write = connection.prepareStatement(batch == 1 ? WRITE : WRITE_BATCH);
            return new ClosedLoop.Client(connection, () -> {
                List<SampleEvent> next = batches.get(Math.floorMod(sent.getAndIncrement(), batches.size()));
                set(write, 1, next, event -> UUID.randomUUID().toString());
                set(write, 2, next, SampleEvent::type);
                set(write, 3, next, SampleEvent::data);
                write.executeQuery().close();
                return next.size();
            });
        });
        analyze();
        return new Load(done.count(), done.seconds(), done.seconds());
    }

    /** As PostgreSQL does by itself after a minute: until then it reads a category without its index. */
    private void analyze() throws SQLException {
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    /** One value as it is, several as an array. */
    private static void set(
            PreparedStatement write, int at, List<SampleEvent> events, Function<SampleEvent, String> value)
            throws SQLException {
        Object[] all = events.stream().map(value).toArray();
        if (all.length == 1) {
            write.setObject(at, all[0]);
        } else {
            write.setArray(at, write.getConnection().createArrayOf("varchar", all));
        }
    }

    /** Goes on from the head; returns how many events there were. */
    private int page(PreparedStatement read) throws SQLException {
        read.setLong(1, head);
        int count = 0;
        try (ResultSet rows = read.executeQuery()) {
            for (; rows.next(); count++) {
                rows.getString("data");
                head = rows.getLong("global_position") + 1;
            }
        }
        return count;
    }

    @Override
    int replay(boolean gzip) throws SQLException {
        try (Connection connection = postgres.connect(DATABASE);
                PreparedStatement read = connection.prepareStatement(READ)) {
            head = 1;
            int count = 0;
            for (int page = page(read); page > 0; page = page(read)) {
                count += page;
            }
            return count;
        }
    }

    @Override
    double polls(int connections, Duration time) throws Exception {
        return ClosedLoop.run(connections, time, Integer.MAX_VALUE, () -> {
                    Connection connection = postgres.connect(DATABASE);
                    PreparedStatement read = connection.prepareStatement(READ);
                    return new ClosedLoop.Client(connection, () -> {
                        if (page(read) > 0) {
                            throw new IllegalStateException("not a poll that finds nothing");
                        }
                        return 1;
                    });
                })
                .perSecond();
    }
}
