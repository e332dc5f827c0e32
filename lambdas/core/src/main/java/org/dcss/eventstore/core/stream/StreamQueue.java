package org.dcss.eventstore.core.stream;

import java.time.Instant;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;

/** The log's queue as streams see it. */
public interface StreamQueue {

    /**
     * Sends an event. Sending it again stores nothing new, whenever.
     *
     * @param answerBy when to stop trying
     * @return the event, once the queue has confirmed it
     */
    Reply<Event> send(Event event, Instant answerBy);
}
