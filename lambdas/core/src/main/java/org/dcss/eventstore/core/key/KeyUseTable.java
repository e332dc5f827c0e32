package org.dcss.eventstore.core.key;

import java.time.LocalDate;
import org.dcss.eventstore.core.ReadFailedException;

/** When each key was last used, by the day. */
public interface KeyUseTable {

    /**
     * Notes that a key was used on this UTC day. Idempotent; an earlier day than the one noted changes nothing.
     *
     * @throws ReadFailedException if the table gave no answer
     */
    void used(String keyHash, LocalDate day);
}
