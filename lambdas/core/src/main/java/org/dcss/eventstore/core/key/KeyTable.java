package org.dcss.eventstore.core.key;

import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;

/** The keys that sources submit with, found by their hash alone. */
public interface KeyTable {

    /**
     * The key with this hash, valid or not; a strongly consistent read.
     *
     * @param keyHash the SHA-256 of the key's UTF-8 bytes in lower-case hexadecimal digits
     * @throws ReadFailedException if the table gave no answer
     */
    Optional<KeyRecord> find(String keyHash);
}
