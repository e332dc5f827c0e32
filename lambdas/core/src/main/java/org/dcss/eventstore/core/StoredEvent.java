package org.dcss.eventstore.core;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event in the log, at the slot it occupies for ever.
 *
 * @param event its data is empty if it was withdrawn
 * @param withdrawn why its data was taken out of the log; empty if it was not
 * @param lineLength how many bytes its line had, the line feed included, before its data was taken out; empty where it was
 *     not, or where that was not noted
 */
public record StoredEvent(Slot slot, Event event, Optional<String> withdrawn, OptionalInt lineLength) {

    /** An event with its data. */
    public StoredEvent(Slot slot, Event event) {
        this(slot, event, Optional.empty());
    }

    /** An event of whose line nothing is noted. */
    public StoredEvent(Slot slot, Event event, Optional<String> withdrawn) {
        this(slot, event, withdrawn, OptionalInt.empty());
    }
}
