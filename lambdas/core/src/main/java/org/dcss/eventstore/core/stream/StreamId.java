package org.dcss.eventstore.core.stream;

import org.dcss.eventstore.core.EventId;

/** Names a stream: 1 to 128 of {@code [A-Za-z0-9._:=+-]}. */
public record StreamId(String value) {

    /** @throws IllegalArgumentException if no stream can have this name */
    public StreamId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a stream's id: " + value);
        }
    }

    /** A client's id for an event is the same but for the slash. */
    public static boolean isId(String value) {
        return EventId.isClientId(value) && value.indexOf('/') < 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
