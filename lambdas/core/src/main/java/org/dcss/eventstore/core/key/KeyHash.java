package org.dcss.eventstore.core.key;

import org.dcss.eventstore.core.Sha256;

/**
 * The one form in which a key is kept. A plain SHA-256 is enough: a key is random and long, so there is nothing to
 * guess.
 */
public final class KeyHash {

    /** How many digits of its hash name a key. */
    public static final int ID_LENGTH = 12;

    private KeyHash() {}

    /** The SHA-256 of the key's UTF-8 bytes in lower-case hexadecimal digits. */
    public static String of(String key) {
        return Sha256.hex(key);
    }

    /** Spelling a key in lists and logs: the first digits of its hash. */
    public static String id(String hash) {
        return hash.substring(0, ID_LENGTH);
    }
}
