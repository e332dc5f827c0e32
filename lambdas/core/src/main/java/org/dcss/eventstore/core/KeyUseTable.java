package org.dcss.eventstore.core;

import java.time.LocalDate;

/** When each key was last used, by the day. */
public interface KeyUseTable {

    /**
     * Notes that a key was used on this UTC day. Idempotent; an earlier day than the one noted changes nothing.
     *
     * @throws ReadFailedException if the table gave no answer
     */
    void used(String keyHash, LocalDate day);
}
