package org.dcss.eventstore.core.table;

/** What came of one conditional put at a slot. */
public sealed interface PutResult {

    /** The slot was free and holds the event now. */
    record Stored() implements PutResult {}

    /** The slot was taken before, by this very event or its tombstone, or by another. */
    record Taken(Occupant by) implements PutResult {}

    /** The table will never take this event, whatever the slot; nothing was applied. */
    record Refused(String reason) implements PutResult {}
}
