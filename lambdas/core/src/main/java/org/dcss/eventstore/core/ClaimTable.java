package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.Optional;

/**
 * Durable promises of a slot to an event, for events that cannot use the slot they were accepted at.
 *
 * <p>As in {@link EventTable}, failures are answers. All reads and conditions are strongly consistent.
 */
public interface ClaimTable {

    /**
     * Claims the slot for the event unless the event has a claim already.
     *
     * @param expires when the claim may be forgotten
     */
    ClaimResult claim(EventKey key, Slot slot, Instant expires);

    /** Moves the event's claim forward if it still stands at {@code from}. */
    ClaimResult move(EventKey key, Slot from, Slot to, Instant expires);

    /** The highest slot known to hold an event of the source; empty inside if none is known, outside if no answer. */
    Optional<Optional<Slot>> tail(Source src);

    /**
     * Raises the source's tail to the slot; never lowers it.
     *
     * @return whether the tail is at the slot or beyond for certain
     */
    boolean raiseTail(Source src, Slot slot, Instant expires);
}
