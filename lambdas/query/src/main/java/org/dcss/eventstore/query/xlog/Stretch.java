package org.dcss.eventstore.query.xlog;

/**
 * Bytes of a file.
 *
 * @param from the first byte
 * @param to the place after the last byte
 */
record Stretch(long from, long to) {

    /** As many bytes as one answer holds: in Base64 they fit into Lambda's 6 MB with its headers. */
    static final int MAX_LENGTH = 4_000_000;

    /** @throws IllegalArgumentException if it is empty or begins before the file */
    Stretch {
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException("no bytes: " + from + " to " + to);
        }
    }

    /** All of a file, which has at least one byte. */
    static Stretch whole(long length) {
        return new Stretch(0, length);
    }

    long length() {
        return to - from;
    }

    /** Its beginning, if it is longer than an answer may be. */
    Stretch bounded() {
        return length() <= MAX_LENGTH ? this : new Stretch(from, from + MAX_LENGTH);
    }

    /**
     * Its beginning, up to the end of the last line that these bytes of it hold whole. All of them if they hold none: who
     * asks for the rest must get on.
     */
    Stretch untilLineEnd(byte[] bytes) {
        for (int length = bytes.length; length > 0; length--) {
            if (bytes[length - 1] == '\n') {
                return new Stretch(from, from + length);
            }
        }
        return this;
    }

    /** What {@code Content-Range} says of an answer with these bytes. */
    String contentRange(long fileLength) {
        return "bytes " + from + "-" + (to - 1) + "/" + fileLength;
    }
}
