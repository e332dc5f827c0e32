package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.fixtures.SampleEvent;

/** message-db's functions in PostgreSQL, called over JDBC; a batch is one call for an array. */
final class MessageDb implements Contestant {

    private static final String DATABASE = "message_store";
    private static final int PAGE = 1_000;
    private static final String STREAM = "dcss-cpo";
    private static final String WRITE = "SELECT message_store.write_message(?, '" + STREAM + "', ?, ?::jsonb)";
    private static final String WRITE_BATCH =
            "SELECT count(message_store.write_message(id, '" + STREAM + "', type, data::jsonb))"
                    + " FROM unnest(?::varchar[], ?::varchar[], ?::varchar[]) AS event (id, type, data)";
    private static final String READ = "SELECT * FROM message_store.get_category_messages('dcss', ?, " + PAGE + ")";

    private final boolean fsync;
    private final List<SampleEvent> events;

    /** @param fsync whether an answer means that it is on the disk */
    MessageDb(boolean fsync, List<SampleEvent> events) {
        this.fsync = fsync;
        this.events = List.copyOf(events);
    }

    @Override
    public void prepare() throws UnavailableException, IOException, InterruptedException {
        Postgres.programs();
        Npm.install();
    }

    @Override
    public Running start(Path folder) throws Exception {
        Backend backend = Postgres.start(folder, fsync);
        URI address = URI.create(backend.address());
        String programs = Postgres.programs() + ":" + System.getenv("PATH");
        String password = Postgres.password(address);
        Programs.run(
                folder,
                Map.of(
                        "PATH",
                        programs,
                        "PGHOST",
                        address.getHost(),
                        "PGPORT",
                        Integer.toString(address.getPort()),
                        "PGUSER",
                        Postgres.USER,
                        "PGPASSWORD",
                        password),
                List.of("bash", Npm.INSTALLED + "/node_modules/@eventide/message-db/database/install.sh"));
        return new Database(backend, events);
    }

    private static final class Database implements Running {

        private final Backend backend;
        private final List<SampleEvent> events;
        private final AtomicInteger sent = new AtomicInteger();
        /** Behind all that is stored. */
        private long head;

        Database(Backend backend, List<SampleEvent> events) {
            this.backend = backend;
            this.events = events;
        }

        @Override
        public double readySeconds() {
            return backend.readySeconds();
        }

        @Override
        public List<ProcessHandle> processes() {
            return List.of(backend.process().toHandle());
        }

        private Connection connect() throws SQLException {
            return Postgres.connect(backend.address(), DATABASE);
        }

        @Override
        public Load append(int connections, int batch, Duration time, int most) throws Exception {
            List<List<SampleEvent>> batches = Parallel.parts(batch, events);
            ClosedLoop.Done done = ClosedLoop.run(connections, time, most, () -> {
                Connection connection = connect();
                PreparedStatement write = connection.prepareStatement(batch == 1 ? WRITE : WRITE_BATCH);
                return new ClosedLoop.Client(connection, () -> {
                    List<SampleEvent> next = batches.get(Math.floorMod(sent.getAndIncrement(), batches.size()));
                    set(
                            connection,
                            write,
                            1,
                            next.stream().map(event -> UUID.randomUUID().toString()));
                    set(connection, write, 2, next.stream().map(SampleEvent::type));
                    set(connection, write, 3, next.stream().map(SampleEvent::data));
                    write.executeQuery().close();
                    return next.size();
                });
            });
            return new Load(done.count(), done.seconds(), done.seconds());
        }

        /** One value as it is, several as an array. */
        private static void set(Connection connection, PreparedStatement write, int at, Stream<String> values)
                throws SQLException {
            Object[] all = values.toArray();
            if (all.length == 1) {
                write.setObject(at, all[0]);
            } else {
                write.setArray(at, connection.createArrayOf("varchar", all));
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
        public int replay(boolean gzip) throws SQLException {
            try (Connection connection = connect();
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
        public double polls(int connections, Duration time) throws Exception {
            return ClosedLoop.run(connections, time, Integer.MAX_VALUE, () -> {
                        Connection connection = connect();
                        PreparedStatement read = connection.prepareStatement(READ);
                        return new ClosedLoop.Client(connection, () -> 1 + page(read));
                    })
                    .perSecond();
        }

        @Override
        public void close() throws IOException {
            Programs.stop(backend.process());
        }
    }
}
