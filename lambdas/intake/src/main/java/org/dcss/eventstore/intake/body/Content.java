package org.dcss.eventstore.intake.body;

/** What a request carries, unpacked: one JSON text, or one on each line. */
public final class Content {

    /** What it is declared as. */
    public enum Kind {
        /** JSON, or nothing in particular. */
        JSON,
        /** NDJSON. */
        LINES,
        /** JSON of CloudEvents: one, or an array of them. */
        CLOUD_EVENTS
    }

    private final byte[] bytes;
    private final Kind kind;

    /** @param bytes not to be changed any more */
    public Content(byte[] bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** @param bytes not to be changed any more */
    public Content(byte[] bytes, boolean isLines) {
        this(bytes, isLines ? Kind.LINES : Kind.JSON);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Whether it is NDJSON. */
    public boolean isLines() {
        return kind == Kind.LINES;
    }

    /** Whether it is declared as CloudEvents. */
    public boolean isCloudEvents() {
        return kind == Kind.CLOUD_EVENTS;
    }
}
