package org.dcss.eventstore.core.archive.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Unpacks an object line by line. */
public final class TextReader implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /** @throws IOException if it is not packed, or cannot be read */
    public TextReader(InputStream packed) throws IOException {
        in = new GZIPInputStream(packed, BUFFER);
    }

    /**
     * The next line without its line feed; empty behind the last.
     *
     * @throws IOException if the object is damaged or cannot be read
     */
    public Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        boolean any = false;
        while (fill()) {
            any = true;
            int feed = at;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            line.write(buffer, at, feed - at);
            at = feed + 1;
            if (feed < end) {
                return Optional.of(line.toByteArray());
            }
        }
        return any ? Optional.of(line.toByteArray()) : Optional.empty();
    }

    private boolean fill() throws IOException {
        if (at >= end) {
            at = 0;
            end = in.read(buffer);
        }
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
