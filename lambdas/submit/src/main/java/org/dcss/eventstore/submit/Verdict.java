package org.dcss.eventstore.submit;

import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;

/** Whether what was sent is an event that may be submitted. */
sealed interface Verdict permits Verdict.Valid, Rejected {

    /**
     * May be submitted.
     *
     * @param id the client's id, if the event carries one
     */
    record Valid(EventType type, Optional<EventId> id, String data) implements Verdict {}
}
