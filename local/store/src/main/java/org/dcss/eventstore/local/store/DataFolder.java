package org.dcss.eventstore.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.core.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one local mode at a time stores in, for its owner's eyes only; its lock ends with the process, however
 * that ends.
 */
public final class DataFolder implements AutoCloseable {

    /** Says how to reach the engines, while local mode runs; in the words of an AWS environment. */
    public static final String ENDPOINTS = "endpoints";

    private static final String LOCK = "lock";

    /** By which {@code ./destroy.sh local} knows a folder that it may remove. */
    private static final String MARKER = "event-store";

    private static final List<String> MARK =
            List.of("Local mode of the DCSS event store keeps everything in this folder.");

    /** All that local mode puts into its folder; {@code ./destroy.sh local} has the same list. */
    private static final Set<String> ENTRIES = Set.of(
            LOCK, MARKER, ENDPOINTS, ENDPOINTS + ".new", "dynamodb", "sqs", "archive", "native", "dynamodb-endpoint");

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, locks it, and takes it and all that is in it from everybody else.
     *
     * @throws StartException if it cannot be written, holds what local mode did not put there, or another process stores
     *     in it
     */
    public static DataFolder lock(Path path) throws StartException {
        try {
            PrivateFiles.createFolder(path);
            refuseForeign(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartException(
                        "another local mode stores in " + path + ": stop it, or choose another --data");
            }
            mark(path);
            // Of the version before this one, which let everybody in.
            Files.deleteIfExists(path.resolve("dynamodb-endpoint"));
            PrivateFiles.takeFromOthers(path);
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new StartException(
                    "cannot write in " + path.toAbsolutePath() + ": choose another folder with --data", e);
        }
    }

    /** Before anything is made or changed in it: the folder may be somebody's home. */
    private static void refuseForeign(Path path) throws IOException, StartException {
        try (Stream<Path> entries = Files.list(path)) {
            Set<String> foreign = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !ENTRIES.contains(name) && !name.equals("lost+found"))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!foreign.isEmpty() && !isMarked(path)) {
                throw new StartException(path + " holds what local mode did not put there ("
                        + String.join(
                                ", ",
                                foreign.stream().limit(3).map(PlainText::of).toList())
                        + "): choose an empty folder with --data");
            }
        }
    }

    /** Never through a link, which may lead to a file of somebody's. */
    private static void mark(Path path) throws IOException {
        if (!isMarked(path)) {
            Files.deleteIfExists(path.resolve(MARKER));
            Files.write(path.resolve(MARKER), MARK, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    private static boolean isMarked(Path path) throws IOException {
        Path marker = path.resolve(MARKER);
        return Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
                && Files.size(marker) < 1_000
                && Files.readAllLines(marker).equals(MARK);
    }

    /** Whether local mode has stored in the folder before. */
    public static boolean holdsTables(Path path) {
        return Files.isDirectory(path.resolve("dynamodb"), LinkOption.NOFOLLOW_LINKS);
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
