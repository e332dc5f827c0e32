package org.dcss.eventstore.core.stream;

/** What came of putting a version. */
public sealed interface PutResult {

    /** The version was free and is the event now, and pending; its client's id, if it has one, stands for it. */
    record Stored() implements PutResult {}

    /** The version was there before; nothing was put. */
    record Taken(StoredVersion by) implements PutResult {}

    /** The client's id stands for an event of the stream already; nothing was put. */
    record IdUsed(Remembered by) implements PutResult {}
}
