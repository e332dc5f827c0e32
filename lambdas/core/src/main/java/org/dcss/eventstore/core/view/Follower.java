package org.dcss.eventstore.core.view;

import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;

/** Follows the log by itself, in steps. Any number may do so at once, end at any point and begin again: what comes of it is the same. */
public interface Follower {

    /** What it keeps, such as {@code counts}. */
    String name();

    /**
     * Takes the next step: a bounded piece of work.
     *
     * @throws ReadFailedException if the log gives no answer
     * @throws ViewTableException if what it keeps things in gives none
     * @throws ViewConflictException if it finds kept what the log does not say
     */
    Projector.Step step();

    /** Through which slot it was last known to have come, also where its last step failed; empty if that is not known. */
    default Optional<Slot> through() {
        return Optional.empty();
    }
}
