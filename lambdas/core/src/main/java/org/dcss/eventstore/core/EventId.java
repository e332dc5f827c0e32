package org.dcss.eventstore.core;

import java.util.Base64;
import java.util.Optional;

/**
 * Names an event within its source: chosen by the client, or made by the store.
 *
 * <p>A store-made id starts with {@code ~}, which no client id may hold, so the two can never be equal. It is random, or that
 * of a stream's version, {@code ~s/stream/version}. So does the id of an event that was sent in an {@link Envelope}: by its
 * first characters everybody knows what its data is.
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

    /** What a SHA-256 has in hexadecimal digits. */
    private static final int HASH_LENGTH = 64;

    /** @throws IllegalArgumentException if the value is neither a client's id nor a store-made one, nor that of an envelope */
    public EventId {
        if (!isClientId(value) && !isStoreMade(value) && !isEnveloped(value)) {
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
        return isRandom(value) || isOfStream(value);
    }

    private static boolean isRandom(String value) {
        return value.length() == STORE_MADE_LENGTH
                && value.charAt(0) == STORE_MADE
                && Spelling.isAlphanumericOr("_-", value, 1);
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

    private static boolean isEnveloped(String value) {
        if (value.startsWith(Envelope.EVENT_BASE.mark())) {
            String inner = value.substring(Envelope.EVENT_BASE.mark().length());
            return isClientId(inner) || isRandom(inner);
        }
        int hash = Envelope.CLOUD_EVENT.mark().length();
        return value.startsWith(Envelope.CLOUD_EVENT.mark())
                && value.length() == hash + HASH_LENGTH
                && Spelling.isAlphanumericOr("", value, hash);
    }

    /**
     * The id of an event in the form of Event Base, which has none of its own.
     *
     * @param id the client's, from its request, or a store-made one
     */
    public static EventId ofEventBase(EventId id) {
        return new EventId(Envelope.EVENT_BASE.mark() + id.value());
    }

    /** The id of a CloudEvent: the same for the same two, which together are unique. */
    public static EventId ofCloudEvent(String source, String id) {
        // The length keeps two pairs apart whose texts are the same one after the other.
        return new EventId(Envelope.CLOUD_EVENT.mark() + Sha256.hex(source.length() + " " + source + id));
    }

    /** In which form the event was sent; empty if in the store's own. */
    public Optional<Envelope> envelope() {
        return Envelope.of(value);
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

    /** Whether a client chose this id, or what it is made of, and may therefore send it again. */
    public boolean isClientMade() {
        return value.charAt(0) != STORE_MADE
                || value.startsWith(Envelope.CLOUD_EVENT.mark())
                || (value.startsWith(Envelope.EVENT_BASE.mark())
                        && value.charAt(Envelope.EVENT_BASE.mark().length()) != STORE_MADE);
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
