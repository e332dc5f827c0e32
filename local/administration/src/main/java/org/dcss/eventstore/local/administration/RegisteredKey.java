package org.dcss.eventstore.local.administration;

import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;

/** A key as its registry lists it, never the key itself. */
public record RegisteredKey(String hash, KeyRecord record) {

    /** Names the key for people: the hash's first digits. */
    public String id() {
        return KeyHash.id(hash);
    }
}
