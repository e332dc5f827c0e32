package org.dcss.eventstore.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that one local mode at a time stores in; its lock ends with the process, however that ends. */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, and locks it.
     *
     * @throws StartException if it cannot be written or another process stores in it
     */
    static DataFolder lock(Path path) throws StartException {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartException(
                        "another local mode stores in " + path + ": stop it, or choose another --data");
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new StartException(
                    "cannot write in " + path.toAbsolutePath() + ": choose another folder with --data", e);
        }
    }

    /** Whether some process has the folder. */
    static boolean isInUse(Path path) throws IOException {
        if (!Files.exists(path.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
