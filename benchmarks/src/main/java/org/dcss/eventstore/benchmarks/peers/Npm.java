package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.peers.Contestant.UnavailableException;

/** What {@code benchmarks/peers} asks of npm, installed in {@code benchmarks/target}, with no script of theirs run. */
final class Npm {

    static final Path INSTALLED = Path.of("benchmarks/target/peers").toAbsolutePath();

    private static final Path WANTED = Path.of("benchmarks/peers").toAbsolutePath();
    private static final String LOCK = "package-lock.json";

    private Npm() {}

    /** Installs it, unless that is done. */
    static void install() throws UnavailableException, IOException, InterruptedException {
        if (Programs.onPath("node").isEmpty() || Programs.onPath("npm").isEmpty()) {
            throw new UnavailableException(
                    "no node or no npm on the PATH. Install Node.js 20 or newer (Debian: apt-get install nodejs npm).");
        }
        Path done = INSTALLED.resolve("node_modules").resolve(LOCK);
        if (!Files.exists(done) || Files.mismatch(done, WANTED.resolve(LOCK)) >= 0) {
            Files.createDirectories(INSTALLED);
            copy("package.json");
            copy(LOCK);
            try {
                Programs.run(INSTALLED, Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            } catch (IOException e) {
                throw new UnavailableException("npm cannot install it: " + e.getMessage());
            }
            Files.copy(WANTED.resolve(LOCK), done);
        }
        for (String driver : List.of("driver.mjs", "castore.mjs", "emmett.mjs")) {
            copy(driver);
        }
    }

    private static void copy(String file) throws IOException {
        Files.copy(WANTED.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
