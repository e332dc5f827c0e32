package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A fact that a source reported: immutable, and opaque in its {@code data}.
 *
 * @param file the source's file that it stands in; empty where it was not sent
 * @param accepted when submit took it, to the millisecond
 * @param at when it happened, to the millisecond, may be before 1970; empty where its type says nothing of that
 * @param data the JSON object as sent, without the white space between tokens
 */
public record Event(
        EventId id,
        EventType type,
        Source src,
        Optional<FileName> file,
        Instant accepted,
        Optional<Instant> at,
        String data) {

    /** An event without a file and without a time of its own. */
    public Event(EventId id, EventType type, Source src, Instant accepted, String data) {
        this(id, type, src, Optional.empty(), accepted, Optional.empty(), data);
    }

    public EventKey key() {
        return new EventKey(src, id);
    }
}
