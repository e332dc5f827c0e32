package org.dcss.eventstore.core;

import java.time.Instant;

/**
 * A fact that a source reported: immutable, and opaque in its {@code data}.
 *
 * @param accepted when submit took it, to the millisecond
 * @param data the JSON object as sent, without the white space between tokens
 */
public record Event(EventId id, EventType type, Source src, Instant accepted, String data) {

    public EventKey key() {
        return new EventKey(src, id);
    }
}
