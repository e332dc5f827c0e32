package org.dcss.eventstore.intake.body;

/** What a request carries, unpacked: one JSON text, or one on each line. */
public final class Content {

    private final byte[] bytes;
    private final boolean isLines;

    /** @param bytes not to be changed any more */
    public Content(byte[] bytes, boolean isLines) {
        this.bytes = bytes;
        this.isLines = isLines;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Whether it is NDJSON. */
    public boolean isLines() {
        return isLines;
    }
}
