package org.dcss.eventstore.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.view.ViewTableException;

/**
 * Objects as files in a folder of this machine. Any number of processes may use one folder at once, and each may be killed
 * at any time: a file is there whole or not at all, and is on the disk once it was put. Safe for use by several threads.
 */
public final class FolderObjectStore implements ObjectStore {

    /** Holds the lock of whoever puts. */
    private static final String LOCK = ".lock";
    /** What is being written, by the one who holds the lock. */
    private static final String INCOMING = ".incoming";

    private static final int BUFFER = 64 * 1024;

    /** A lock on a file is one of the process: it does not keep its own threads apart. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;

    /** @param folder is made when something is put */
    public FolderObjectStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Stored> read(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            // A file is never changed, only replaced: what has been opened stays what it is.
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                String version = version(channel);
                return Optional.of(new Stored(version, Channels.newInputStream(channel.position(0))));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public boolean put(String name, Optional<String> replaces, Bytes content) {
        Path file = folder.resolve(name);
        IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!there(file).equals(replaces)) {
                    return false;
                }
                write(content, folder.resolve(INCOMING));
                Files.move(
                        folder.resolve(INCOMING),
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                for (Path parent = file.getParent();
                        parent != null && parent.startsWith(folder);
                        parent = parent.getParent()) {
                    sync(parent);
                }
                return held.isValid();
            }
        } catch (IOException e) {
            throw failed(file, e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private static Optional<String> there(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.of(version(channel));
        }
    }

    private static void write(Bytes content, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                InputStream in = content.open();
                OutputStream out = Channels.newOutputStream(channel)) {
            in.transferTo(out);
            channel.force(true);
        }
    }

    /** So that the file's name is on the disk too. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The SHA-256 of the file. */
    private static String version(FileChannel file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (file.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ViewTableException failed(Path file, IOException failure) {
        return new ViewTableException(
                "the archive's " + file + " cannot be read or written: "
                        + failure.getClass().getSimpleName()
                        + ". Look whether the disk is full and who owns the folder.",
                failure);
    }
}
