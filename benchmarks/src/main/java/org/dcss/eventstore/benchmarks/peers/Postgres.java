package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A database server on loopback with the user {@code postgres}, by {@code benchmarks/peers/postgres.sh}. */
record Postgres(Path folder, int port, String password) {

    private static final String SCRIPT =
            Path.of("benchmarks/peers/postgres.sh").toAbsolutePath().toString();

    /** Starts it as one of a store's processes; with {@code fsync} an answer means that it is on the disk. */
    static Postgres start(Running store, Path folder, boolean fsync) throws IOException, InterruptedException {
        Postgres postgres =
                new Postgres(folder, Running.freePort(), UUID.randomUUID().toString());
        Files.writeString(folder.resolve("password"), postgres.password());
        store.run(List.of(SCRIPT, "init", folder.toString()));
        String port = Integer.toString(postgres.port());
        store.start(
                store.builder(List.of(SCRIPT, "run", folder.toString(), port, fsync ? "on" : "off")),
                postgres::answers);
        return postgres;
    }

    /** Starts it, and tells where. */
    static String address(Running store, Path folder) throws IOException, InterruptedException {
        Postgres started = start(store, folder, true);
        return "postgresql://postgres:%s@127.0.0.1:%d/postgres".formatted(started.password, started.port);
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        }
    }

    /** Makes what message-db needs. */
    void install(Running store, Path sql) throws IOException, InterruptedException {
        store.run(List.of(SCRIPT, "install", folder.toString(), Integer.toString(port), sql.toString()));
    }

    Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=message_store,public";
        return DriverManager.getConnection(url.formatted(port, database), "postgres", password);
    }
}
