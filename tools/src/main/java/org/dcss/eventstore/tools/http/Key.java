package org.dcss.eventstore.tools.http;

/** A source's key. It never shows in a text. */
public record Key(String value) {

    /** @throws IllegalArgumentException if it cannot be a header's value; the message does not hold it */
    public Key {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a key is one line of visible ASCII characters without spaces");
        }
    }

    @Override
    public String toString() {
        return "a key";
    }
}
