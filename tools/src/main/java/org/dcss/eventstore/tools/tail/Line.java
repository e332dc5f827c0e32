package org.dcss.eventstore.tools.tail;

import java.nio.charset.StandardCharsets;

/**
 * A complete line of a file.
 *
 * @param offset of its first byte in the file
 * @param end the offset behind the line feed that ends it
 * @param latin1 its bytes without the line feed, a character each; of a line longer than {@link #MAX_BYTES}, only the
 *     beginning
 */
public record Line(long offset, long end, String latin1) {

    /** Longer lines are not kept in memory: 64 KiB is what an event may have. */
    static final int MAX_BYTES = 65_536;

    /** Of a longer line, what shows which one it is. */
    static final int SHOWN_BYTES = 1_000;

    static Line of(long offset, byte[] file, int start, int end) {
        int kept = end - start > MAX_BYTES ? SHOWN_BYTES : end - start;
        long next = offset + end - start + 1;
        return new Line(offset, next, new String(file, start, kept, StandardCharsets.ISO_8859_1));
    }

    /** Its length in bytes, without the line feed. */
    public long length() {
        return end - offset - 1;
    }

    public boolean isWhole() {
        return latin1.length() == length();
    }

    public byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
