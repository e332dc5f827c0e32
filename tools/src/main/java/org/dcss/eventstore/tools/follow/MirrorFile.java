package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;

/** One file of a mirror. Nothing on its way from the mirror's folder may be a symbolic link. */
final class MirrorFile {

    private final Path path;

    private MirrorFile(Path path) {
        this.path = path;
    }

    /** The file of this name, which was checked to have no odd parts; its folders are made if absent. */
    static MirrorFile in(Path root, String name) throws IOException, ToolException {
        Path folder = root;
        String[] parts = name.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            folder = folder.resolve(parts[i]);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ToolException(
                            Exit.FAILED, folder + " is no folder, or a link: the mirror writes nowhere else.", e);
                }
            }
        }
        Path path = folder.resolve(parts[parts.length - 1]);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolException(Exit.FAILED, path + " is no file, or a link: the mirror writes nowhere else.");
        }
        return new MirrorFile(path);
    }

    /** Its length in bytes; 0 if it is not there yet. */
    long size() throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
    }

    /**
     * Sees to it that these bytes stand from a place on, and are on the disk; returns the file's length.
     *
     * @param from at most the file's length
     * @throws ToolException if other bytes stand there
     */
    long append(long from, byte[] bytes) throws IOException, ToolException {
        try (FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            int there = (int) Math.min(bytes.length, file.size() - from);
            if (there < 0 || !Arrays.equals(read(file, from, there), Arrays.copyOf(bytes, there))) {
                throw new ToolException(
                        Exit.FAILED,
                        path + " holds something else than the log at byte " + from
                                + ". Begin again in an empty folder: nothing was changed here.");
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes, there, bytes.length - there);
            while (rest.hasRemaining()) {
                file.write(rest, from + rest.position());
            }
            file.force(true);
            return file.size();
        }
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = file.read(bytes, from + bytes.position());
        }
        return bytes.array();
    }
}
