package org.dcss.eventstore.core;

/** An event in the log, at the slot it occupies for ever. */
public record StoredEvent(Slot slot, Event event) {}
