package org.dcss.eventstore.submit.event;

import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;

/**
 * An event that may be submitted.
 *
 * @param id the client's id, if the event carries one
 * @param data as it was sent, without white space between tokens
 */
public record ValidEvent(EventType type, Optional<EventId> id, String data) {}
