package org.dcss.eventstore.core.message;

import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;

/**
 * One event on its way through the queue.
 *
 * @param start the first slot to try: when the event was accepted, plus its place in the request's batch, so that a
 *     batch keeps its order and does not collide with itself
 * @param version of its form: {@link #CURRENT}, or an earlier one
 */
public record Message(Event event, Slot start, int version) {

    /**
     * The first version whose types may have capitals, dots and underscores, and whose ids may be those of streams' versions
     * and of envelopes, which an older consumer takes for no types and no ids at all.
     */
    public static final int CURRENT = 4;

    /** The first version whose events no earlier write protocol can have claimed a slot for. */
    private static final int FIRST_WITHOUT_OLD_CLAIMS = 2;

    /** @throws IllegalArgumentException if there is no such version */
    public Message {
        if (version < 1 || version > CURRENT) {
            throw new IllegalArgumentException("no version of a message: " + version);
        }
    }

    public Message(Event event, Slot start) {
        this(event, start, CURRENT);
    }

    /** Whether an earlier write protocol may have claimed a slot for the event, whoever made its id. */
    public boolean mayHaveOldClaim() {
        return version < FIRST_WITHOUT_OLD_CLAIMS;
    }
}
