package org.dcss.eventstore.local.administration;

import java.util.List;

/** What came of asking for a key to be revoked. */
public sealed interface RevokeResult {

    /** The key is revoked, by this call or an earlier one. */
    record Revoked(RegisteredKey key) implements RevokeResult {}

    /** No key has this id. */
    record Unknown() implements RevokeResult {}

    /** More than one key has this id, these; nothing was revoked. */
    record Ambiguous(List<RegisteredKey> keys) implements RevokeResult {}
}
