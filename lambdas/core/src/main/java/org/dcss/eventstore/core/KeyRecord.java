package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key that a source submits with; never the key itself.
 *
 * @param label what its owner calls it; may be empty
 * @param expires from when on it is refused
 * @param revoked from when on it is refused, because somebody said so
 */
public record KeyRecord(
        Source src, String label, Instant created, Optional<Instant> expires, Optional<Instant> revoked) {

    /** Whether the key is good for submitting; an instant that has been reached counts. */
    public boolean isValidAt(Instant now) {
        return expires.map(now::isBefore).orElse(true)
                && revoked.map(now::isBefore).orElse(true);
    }
}
