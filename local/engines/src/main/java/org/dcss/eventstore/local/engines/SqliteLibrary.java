package org.dcss.eventstore.local.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/** The native SQLite inside DynamoDB Local's jar, which both engines' files are written with. */
final class SqliteLibrary {
    /** Read once, by the first engine of the process that needs the library. */
    private static final String FOLDER = "org.sqlite.tmpdir";

    /** Reports every open and close; kept, since a logger that nobody holds forgets its level. */
    private static final Logger CHATTER = Logger.getLogger("com.almworks.sqlite4java");

    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads the library from a copy in {@code folder}. The loader's own choice is the machine's temporary folder, where
     * every killed process would leave its copy; here the next start removes it.
     */
    static synchronized void load(Path folder) throws IOException {
        if (loaded) {
            return;
        }
        Files.createDirectories(folder);
        try (var leftBehind = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (var copy : leftBehind) {
                Files.deleteIfExists(copy);
            }
        }
        CHATTER.setLevel(Level.WARNING);
        System.setProperty(FOLDER, folder.toAbsolutePath().toString());
        try {
            SQLiteLibraryLoader.initialize();
            loaded = true;
        } catch (Exception e) {
            throw new IOException("SQLite's native library cannot be loaded from " + folder, e);
        }
    }
}
