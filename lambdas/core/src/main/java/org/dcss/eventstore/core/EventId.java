package org.dcss.eventstore.core;

import java.util.Base64;

/**
 * Names an event within its source: chosen by the client, or made by the store.
 *
 * <p>A store-made id starts with {@code ~}, which no client id may hold, so the two can never be equal.
 */
public record EventId(String value) {

    /** What a store-made id is made from. */
    public static final int RANDOM_BYTES = 16;

    private static final char STORE_MADE = '~';
    /** The mark, and 16 bytes in base64 without padding. */
    private static final int STORE_MADE_LENGTH = 23;

    private static final int MAX_CLIENT_LENGTH = 128;

    /** @throws IllegalArgumentException if the value is neither a client's id nor a store-made one */
    public EventId {
        if (!isClientId(value) && !isStoreMade(value)) {
            throw new IllegalArgumentException("not an event id: " + value);
        }
    }

    /** Whether a client may choose this: 1 to 128 of {@code [A-Za-z0-9._:/+=-]}. */
    public static boolean isClientId(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_CLIENT_LENGTH
                && Spelling.isAlphanumericOr("._:/+=-", value, 0);
    }

    private static boolean isStoreMade(String value) {
        return value.length() == STORE_MADE_LENGTH
                && value.charAt(0) == STORE_MADE
                && Spelling.isAlphanumericOr("_-", value, 1);
    }

    /** An id from 128 random bits. */
    public static EventId fromRandom(byte[] sixteenBytes) {
        if (sixteenBytes.length != RANDOM_BYTES) {
            throw new IllegalArgumentException(RANDOM_BYTES + " bytes make an id, not " + sixteenBytes.length);
        }
        return new EventId(STORE_MADE + Base64.getUrlEncoder().withoutPadding().encodeToString(sixteenBytes));
    }

    /** Whether a client chose this id, and may therefore send it again. */
    public boolean isClientMade() {
        return value.charAt(0) != STORE_MADE;
    }

    @Override
    public String toString() {
        return value;
    }
}
