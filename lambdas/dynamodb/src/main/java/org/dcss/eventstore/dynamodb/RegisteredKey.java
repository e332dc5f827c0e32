package org.dcss.eventstore.dynamodb;

import org.dcss.eventstore.core.KeyRecord;

/** A key as its registry lists it, never the key itself. */
public record RegisteredKey(String hash, KeyRecord record) {

    /** How many digits of its hash name a key. */
    public static final int ID_LENGTH = 12;

    /** Names the key for people: the hash's first digits. */
    public String id() {
        return hash.substring(0, ID_LENGTH);
    }
}
