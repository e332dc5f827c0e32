package org.dcss.eventstore.local.administration;

import java.util.List;

/** What came of asking for a new key. */
public sealed interface CreateResult {

    /**
     * The key is valid from now on.
     *
     * @param key the secret, which is known nowhere else
     */
    record Created(String key, RegisteredKey registered) implements CreateResult {

        /** Without the key, so that no log can show it. */
        @Override
        public String toString() {
            return "Created[" + registered.id() + "]";
        }
    }

    /** The source has as many valid keys as it may have, these; one of them must be revoked first. */
    record TooMany(List<RegisteredKey> valid) implements CreateResult {}
}
