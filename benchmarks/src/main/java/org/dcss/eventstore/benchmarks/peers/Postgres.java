package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcss.eventstore.benchmarks.peers.Contestant.UnavailableException;

/** PostgreSQL with its defaults, on loopback alone, with a database that lasts as long as its folder. */
final class Postgres {

    static final String USER = "postgres";

    /** Where Debian has it, by version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private Postgres() {}

    /** The folder of its programs. */
    static Path programs() throws UnavailableException, IOException {
        Optional<Path> found = Programs.onPath("initdb").map(Path::getParent);
        if (found.isEmpty() && Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                found = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
            }
        }
        return found.orElseThrow(() -> new UnavailableException(
                "no PostgreSQL. Install it (Debian: apt-get install postgresql), or put its programs on the PATH."));
    }

    /** @param fsync whether an answer means that it is on the disk */
    static Backend start(Path folder, boolean fsync) throws UnavailableException, IOException, InterruptedException {
        String password = UUID.randomUUID().toString();
        Path secret = Files.writeString(folder.resolve("password"), password);
        Path data = folder.resolve("data");
        if (isRoot()) {
            Programs.run(folder, Map.of(), List.of("chown", "-R", USER, folder.toString()));
        }
        String initdb = "initdb --no-sync -E UTF8 --locale=C -A scram-sha-256 --pwfile %s -U %s -D %s";
        Programs.run(folder, Map.of(), command(initdb.formatted(secret, USER, data)));
        int port = Programs.freePort();
        String postgres = "postgres -h 127.0.0.1 -c unix_socket_directories= -c fsync=%s -p %d -D %s";
        String address = "postgresql://%s:%s@127.0.0.1:%d/%1$s".formatted(USER, password, port);
        long start = System.nanoTime();
        Process process = Programs.start(command(postgres.formatted(fsync ? "on" : "off", port, data)), folder);
        Programs.await(process, folder, () -> {
            try (Connection connection = connect(address, USER)) {
                return connection.isValid(1);
            }
        });
        return new Backend(process, address, (System.nanoTime() - start) / 1e9);
    }

    static Connection connect(String address, String database) throws SQLException {
        URI uri = URI.create(address);
        String url = "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=message_store,public";
        return DriverManager.getConnection(url.formatted(uri.getPort(), database), USER, password(uri));
    }

    static String password(URI address) {
        return address.getUserInfo().substring(USER.length() + 1);
    }

    /** As its own user where this one is root: it refuses to run as root. */
    private static List<String> command(String line) throws UnavailableException, IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        words.addAll(List.of((programs() + "/" + line).split(" ", -1)));
        return words;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
