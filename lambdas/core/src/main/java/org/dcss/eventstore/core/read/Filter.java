package org.dcss.eventstore.core.read;

import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;

/** Which events a reader asks for; an absent part lets every event pass. */
public record Filter(Optional<Source> src, Optional<EventType> type) {

    public static final Filter NONE = new Filter(Optional.empty(), Optional.empty());

    /** Whether every event passes. */
    public boolean isNone() {
        return src.isEmpty() && type.isEmpty();
    }

    public boolean passes(Event event) {
        return src.map(event.src()::equals).orElse(true)
                && type.map(event.type()::equals).orElse(true);
    }
}
