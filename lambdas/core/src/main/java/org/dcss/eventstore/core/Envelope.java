package org.dcss.eventstore.core;

import java.util.Optional;

/** Another system's form around an event. The data of an event that was sent in one is the whole of it, as it was sent. */
public enum Envelope {
    /** An object with {@code EventType}, {@code ID} and {@code Timestamp}; what it is about is its {@code ID}. */
    EVENT_BASE("~b/"),

    /** A CloudEvent 1.0; what it is about is its {@code subject}. */
    CLOUD_EVENT("~c/");

    private static final Envelope[] ALL = values();

    private final String mark;

    Envelope(String mark) {
        this.mark = mark;
    }

    /** The one that the event of this id was sent in; empty if it was sent in the store's own form. */
    public static Optional<Envelope> of(String id) {
        for (Envelope envelope : ALL) {
            if (id.startsWith(envelope.mark)) {
                return Optional.of(envelope);
            }
        }
        return Optional.empty();
    }

    /** How ids of events in such an envelope start, and no others. */
    String mark() {
        return mark;
    }
}
