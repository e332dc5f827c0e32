package org.dcss.eventstore.core.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an item holds: bytes that only its view understands. Immutable. */
public final class Content {

    public static final Content EMPTY = new Content(new byte[0]);

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    /** A stretch of an array. */
    public static Content of(byte[] bytes, int from, int to) {
        return new Content(Arrays.copyOfRange(bytes, from, to));
    }

    /** The text in UTF-8. */
    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** What {@link #of(String)} was given. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** In bytes. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How long it is, not what it holds: it may be a player's. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
