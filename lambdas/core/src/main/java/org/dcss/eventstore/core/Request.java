package org.dcss.eventstore.core;

/** One call to a table that the write protocol asks for. */
sealed interface Request {

    record OpenDay(Day day) implements Request {}

    record Put(Slot slot, Event event) implements Request {}

    record ReadRun(Slot from) implements Request {}

    record Claim(EventKey key, Slot slot) implements Request {}

    record MoveClaim(EventKey key, Slot from, Slot to) implements Request {}

    record ReadTail(Source src) implements Request {}

    record RaiseTail(Source src, Slot slot) implements Request {}
}
