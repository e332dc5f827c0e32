package org.dcss.eventstore.submit.event;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.submit.envelope.CloudEvent;
import org.dcss.eventstore.submit.envelope.EventBase;

/**
 * An event that may be submitted.
 *
 * @param id the client's id, if the event carries one
 * @param file the source's file that it stands in, if the event names one
 * @param at when it happened, if its type or its envelope says where that is told
 * @param data as it was sent, without white space between tokens; of an event in an envelope all of that
 * @param isEventBase whether it was sent in the form of Event Base, which its id has to tell
 */
public record ValidEvent(
        EventType type,
        Optional<EventId> id,
        Optional<FileName> file,
        Optional<Instant> at,
        String data,
        boolean isEventBase) {

    /** An event in the store's own form. */
    ValidEvent(EventType type, Optional<EventId> id, Optional<FileName> file, Optional<Instant> at, String data) {
        this(type, id, file, at, data, false);
    }

    static ValidEvent of(EventBase sent) {
        return new ValidEvent(
                sent.type(), Optional.empty(), Optional.empty(), Optional.of(sent.at()), sent.text(), true);
    }

    static ValidEvent of(CloudEvent sent, EventType type) {
        return new ValidEvent(type, Optional.of(sent.id()), Optional.empty(), sent.time(), sent.text());
    }

    /** The event's id: its own or, if it has none, the one that is given to it here. */
    public EventId idOr(Supplier<EventId> given) {
        return id.orElseGet(() -> isEventBase ? EventId.ofEventBase(given.get()) : given.get());
    }
}
