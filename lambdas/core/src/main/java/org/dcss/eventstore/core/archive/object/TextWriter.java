package org.dcss.eventstore.core.archive.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.dcss.eventstore.core.Slot;

/**
 * Packs lines as one gzip member with neither a time nor a name in it: the same lines are the same bytes, on the same
 * Java. For one thread.
 */
public final class TextWriter implements AutoCloseable {

    /** RFC 1952: deflate, no flags, no time, no hint on the compression, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    private static final int LEVEL = 6;
    private static final int BUFFER = 8 * 1024;

    private final Bytes packed = Bytes.of(HEADER);
    private final Deflater deflater = new Deflater(LEVEL, true);
    private final DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, BUFFER);
    private final CRC32 crc = new CRC32();
    private final TextDigest digest = new TextDigest();

    /** A text and its summary. */
    public record Text(Bytes packed, Summary summary) {}

    /** Takes the next line. */
    public void add(Slot slot, byte[] line) {
        digest.add(slot, line);
        crc.update(line);
        crc.update('\n');
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Ends the text. */
    public Text finish() {
        try {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        byte[] trailer = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt((int) deflater.getBytesRead())
                .array();
        packed.write(trailer, 0, trailer.length);
        return new Text(packed, digest.summary());
    }

    /** Gives back what the packing holds outside of the heap. */
    @Override
    public void close() {
        deflater.end();
    }
}
