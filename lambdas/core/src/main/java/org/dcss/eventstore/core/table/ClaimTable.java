package org.dcss.eventstore.core.table;

import java.util.Optional;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/**
 * Durable claims of client ids, and each source's last slot where the queue's order counts. Nothing expires.
 *
 * <p>As in {@link EventTable}, failures are answers. All reads and conditions are strongly consistent.
 */
public interface ClaimTable {

    /** Makes the claim for the id unless there is one already. */
    ClaimResult claim(EventKey key, Claim wanted);

    /** Looks for a claim. */
    ClaimResult find(EventKey key);

    /** The highest slot known to hold an event of the source; empty inside if none is known, outside if no answer. */
    Optional<Optional<Slot>> tail(Source src);

    /**
     * Raises the source's tail to the slot; never lowers it.
     *
     * @return whether the tail is at the slot or beyond for certain
     */
    boolean raiseTail(Source src, Slot slot);
}
