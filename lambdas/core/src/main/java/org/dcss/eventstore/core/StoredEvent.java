package org.dcss.eventstore.core;

import java.util.Optional;

/**
 * An event in the log, at the slot it occupies for ever.
 *
 * @param event its data is empty if it was withdrawn
 * @param withdrawn why its data was taken out of the log; empty if it was not
 */
public record StoredEvent(Slot slot, Event event, Optional<String> withdrawn) {

    /** An event with its data. */
    public StoredEvent(Slot slot, Event event) {
        this(slot, event, Optional.empty());
    }
}
