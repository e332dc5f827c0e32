package org.dcss.eventstore.core;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names an event within its source: chosen by the client, or made by the store.
 *
 * <p>A store-made id starts with {@code ~}, which no client id may hold, so the two can never be equal.
 */
public record EventId(String value) {

    /** The alphabet and length of a client's id. */
    public static final String CLIENT_PATTERN = "[A-Za-z0-9._:/+=-]{1,128}";

    /** What a store-made id is made from. */
    public static final int RANDOM_BYTES = 16;

    private static final Pattern CLIENT = Pattern.compile(CLIENT_PATTERN);
    private static final Pattern STORE_MADE = Pattern.compile("~[A-Za-z0-9_-]{22}");

    /** @throws IllegalArgumentException if the value is neither a client's id nor a store-made one */
    public EventId {
        if (!isClientId(value) && !STORE_MADE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an event id: " + value);
        }
    }

    public static boolean isClientId(String value) {
        return CLIENT.matcher(value).matches();
    }

    /** An id from 128 random bits. */
    public static EventId fromRandom(byte[] sixteenBytes) {
        if (sixteenBytes.length != RANDOM_BYTES) {
            throw new IllegalArgumentException(RANDOM_BYTES + " bytes make an id, not " + sixteenBytes.length);
        }
        return new EventId("~" + Base64.getUrlEncoder().withoutPadding().encodeToString(sixteenBytes));
    }

    /** Whether a client chose this id, and may therefore send it again. */
    public boolean isClientMade() {
        return value.charAt(0) != '~';
    }

    @Override
    public String toString() {
        return value;
    }
}
