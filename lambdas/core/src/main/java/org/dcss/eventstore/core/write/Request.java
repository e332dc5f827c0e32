package org.dcss.eventstore.core.write;

import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;

/** One call to a table that the write protocol asks for. */
public sealed interface Request {

    record OpenDay(Day day) implements Request {}

    record Put(Slot slot, Event event) implements Request {}

    /** Put a tombstone. */
    record Forward(Slot slot, EventKey key, Slot next) implements Request {}

    record ReadStretch(Slot from) implements Request {}

    record MakeClaim(EventKey key, Claim claim) implements Request {}

    record FindClaim(EventKey key) implements Request {}

    record ReadTail(Source src) implements Request {}

    record RaiseTail(Source src, Slot slot) implements Request {}
}
