package org.dcss.eventstore.core;

import java.util.Base64;

/**
 * Names an event within its source: chosen by the client, or made by the store.
 *
 * <p>A store-made id starts with {@code ~}, which no client id may hold, so the two can never be equal. It is random, or that
 * of a stream's version, {@code ~s/stream/version}.
 */
public record EventId(String value) {

    /** What a store-made id is made from. */
    public static final int RANDOM_BYTES = 16;

    private static final char STORE_MADE = '~';
    /** The mark, and 16 bytes in base64 without padding. */
    private static final int STORE_MADE_LENGTH = 23;

    private static final String OF_STREAM = STORE_MADE + "s/";

    /** As digits: the greatest version of a stream is 2^53. */
    private static final int MAX_VERSION_LENGTH = 16;

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
        boolean isRandom = value.length() == STORE_MADE_LENGTH
                && value.charAt(0) == STORE_MADE
                && Spelling.isAlphanumericOr("_-", value, 1);
        return isRandom || isOfStream(value);
    }

    private static boolean isOfStream(String value) {
        int slash = value.lastIndexOf('/');
        int digits = value.length() - slash - 1;
        return value.startsWith(OF_STREAM)
                && slash >= OF_STREAM.length()
                && isClientId(value.substring(OF_STREAM.length(), slash))
                && value.indexOf('/', OF_STREAM.length()) == slash
                && digits >= 1
                && digits <= MAX_VERSION_LENGTH
                && value.charAt(slash + 1) != '0'
                && value.chars().skip(slash + 1L).allMatch(c -> c >= '0' && c <= '9');
    }

    /** An id from 128 random bits. */
    public static EventId fromRandom(byte[] sixteenBytes) {
        if (sixteenBytes.length != RANDOM_BYTES) {
            throw new IllegalArgumentException(RANDOM_BYTES + " bytes make an id, not " + sixteenBytes.length);
        }
        return new EventId(STORE_MADE + Base64.getUrlEncoder().withoutPadding().encodeToString(sixteenBytes));
    }

    /**
     * The id that a stream's version has in the log.
     *
     * @throws IllegalArgumentException if no stream has such a name, or no version such a number
     */
    public static EventId ofVersion(String stream, long version) {
        return new EventId(OF_STREAM + stream + "/" + version);
    }

    /** Whether a client chose this id. */
    public boolean isClientMade() {
        return value.charAt(0) != STORE_MADE;
    }

    /** Whether the event may be put into the queue again at any time: by its client, or by whoever passes a stream on. */
    public boolean mayComeAgain() {
        return isClientMade() || value.startsWith(OF_STREAM);
    }

    @Override
    public String toString() {
        return value;
    }
}
