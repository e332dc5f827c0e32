package org.dcss.eventstore.core.table;

import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/**
 * Each source's tail: the highest slot known to hold an event of it, where the queue's order counts. Nothing expires;
 * all reads and conditions are strongly consistent.
 */
public interface TailTable {

    /** The source's tail; empty if it has none yet. */
    Reply<Optional<Slot>> tail(Source src);

    /** Raises the source's tail to the slot; never lowers it. Replies with the tail as it is now: the slot, or a higher one. */
    Reply<Slot> raise(Source src, Slot slot);
}
