package org.dcss.eventstore.rehearsal.traffic;

/** An event as a reader is shown it: its slot in milliseconds, and its data as JSON without white space. */
record ReadEvent(long ts, String data) {}
