package org.dcss.eventstore.tools.schema;

/** A part of a file that may be an event. */
final class Sample {

    private final long line;
    private final byte[] bytes;

    /**
     * A part of a file.
     *
     * @param line where it begins, from 1
     * @param bytes without the end of line; not to be changed any more
     */
    Sample(long line, byte[] bytes) {
        this.line = line;
        this.bytes = bytes;
    }

    long line() {
        return line;
    }

    byte[] bytes() {
        return bytes;
    }
}
