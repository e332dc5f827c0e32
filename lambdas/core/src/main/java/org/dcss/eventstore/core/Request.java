package org.dcss.eventstore.core;

/** One call to a table that the write protocol asks for. */
sealed interface Request {

    record OpenDay(Day day) implements Request {}

    record Put(Slot slot, Event event) implements Request {}

    /** Put a tombstone. */
    record Forward(Slot slot, EventKey key, Slot next) implements Request {}

    record ReadRun(Slot from) implements Request {}

    record MakeClaim(EventKey key, Claim claim) implements Request {}

    record FindClaim(EventKey key) implements Request {}

    record ReadTail(Source src) implements Request {}

    record RaiseTail(Source src, Slot slot) implements Request {}
}
