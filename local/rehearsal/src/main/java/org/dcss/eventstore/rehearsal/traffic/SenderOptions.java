package org.dcss.eventstore.rehearsal.traffic;

import java.time.Duration;

/**
 * What a client sends.
 *
 * @param name begins the names of its events, and no other client's
 * @param size events of a request: 1 for one alone, more for an array
 * @param ids whether its events have ids of its own
 * @param pause between two requests
 */
record SenderOptions(String name, String src, String key, int size, boolean ids, Duration pause) {}
