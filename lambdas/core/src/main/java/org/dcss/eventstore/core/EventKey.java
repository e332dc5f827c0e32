package org.dcss.eventstore.core;

/** An event's identity: two events with one key are the same event. */
public record EventKey(Source src, EventId id) {

    /** {@code src/id}; unique, since a source name holds no slash. */
    @Override
    public String toString() {
        return src.name() + "/" + id.value();
    }
}
