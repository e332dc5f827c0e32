package org.dcss.eventstore.tools.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A file that is open for reading, and stays the same one when its path leads elsewhere. */
final class Content implements Closeable {

    /** How much before a place is compared to tell whether the file is the same still. */
    static final int COMPARED_BYTES = 1_024;

    static final String NOTHING = hash(new byte[0], 0, 0);

    private final FileChannel channel;
    private final String key;

    private Content(FileChannel channel, String key) {
        this.channel = channel;
        this.key = key;
    }

    static Content open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Content(channel, keyOf(path).orElse(""));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What the file system calls the file that a path leads to; empty if it leads to none. */
    static Optional<String> keyOf(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return Optional.of(String.valueOf(attributes.fileKey()));
    }

    String key() {
        return key;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** At most so many bytes from a place on, fewer at the file's end. */
    byte[] read(long offset, int most) throws IOException {
        int wanted = (int) Math.max(0, Math.min(most, size() - offset));
        ByteBuffer buffer = ByteBuffer.allocate(wanted);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                return Arrays.copyOf(buffer.array(), buffer.position());
            }
        }
        return buffer.array();
    }

    /** The hash of the bytes before a place, {@link #COMPARED_BYTES} at most. */
    String before(long offset) throws IOException {
        int compared = compared(offset);
        byte[] bytes = read(offset - compared, compared);
        return hash(bytes, 0, bytes.length);
    }

    static int compared(long offset) {
        return (int) Math.min(offset, COMPARED_BYTES);
    }

    /** Whether a checkpoint was made in this file, or in one with the same content so far. */
    boolean holds(Checkpoint checkpoint) throws IOException {
        return checkpoint.offset() <= size() && before(checkpoint.offset()).equals(checkpoint.before());
    }

    static String hash(byte[] bytes, int start, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, start, length);
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
