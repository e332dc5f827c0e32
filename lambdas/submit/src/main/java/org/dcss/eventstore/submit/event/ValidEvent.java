package org.dcss.eventstore.submit.event;

import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;

/**
 * An event that may be submitted.
 *
 * @param id the client's id, if the event carries one
 * @param file the source's file that it stands in, if the event names one
 * @param at when it happened, if its type says where that is told
 * @param data as it was sent, without white space between tokens
 */
public record ValidEvent(
        EventType type, Optional<EventId> id, Optional<FileName> file, Optional<Instant> at, String data) {}
