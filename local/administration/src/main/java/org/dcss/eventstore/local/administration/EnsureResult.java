package org.dcss.eventstore.local.administration;

/** What came of asking for a key of one's own choice to be valid; nothing but {@link Added} changes the table. */
public sealed interface EnsureResult {

    /** The key as the table holds it. */
    RegisteredKey key();

    /** The key was not known; it is valid from now on. */
    record Added(RegisteredKey key) implements EnsureResult {}

    /** The key was valid for this source before. */
    record AlreadyValid(RegisteredKey key) implements EnsureResult {}

    /** Somebody revoked the key, and so it stays: it is refused. */
    record Revoked(RegisteredKey key) implements EnsureResult {}

    /** The key's time is over, and so it stays: it is refused. */
    record Expired(RegisteredKey key) implements EnsureResult {}

    /** The key belongs to another source, valid or not, and so it stays. */
    record OtherSource(RegisteredKey key) implements EnsureResult {}
}
