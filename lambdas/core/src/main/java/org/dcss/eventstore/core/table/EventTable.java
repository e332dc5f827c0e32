package org.dcss.eventstore.core.table;

import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;

/**
 * The event table as its writer sees it.
 *
 * <p>No call throws for what the network or the table does: a failure is an {@code Unknown}, {@code Throttled} or
 * empty answer. Every call ends within the settling rule's call timeout.
 */
public interface EventTable {

    /**
     * Enters a day into the index of days that hold events; idempotent. Must have succeeded before the day's first put.
     *
     * @return whether the day is in the index for certain
     */
    boolean open(Day day);

    /** Stores the event at the slot if the slot is free. */
    PutResult put(Slot slot, Event event);

    /**
     * Puts a tombstone at the slot if the slot is free: no event can be stored there any more, and the attempts at this
     * one go on from {@code next}, which lies above the slot. Readers never see it, and its day need not be in the index.
     */
    PutResult forward(Slot slot, EventKey key, Slot next);

    /**
     * Reads taken slots from {@code from} on, strongly consistent, ascending, within the day of {@code from}: as many
     * as the implementation reads at once, and through the day's last slot if there are no more.
     *
     * @return empty if there was no answer
     */
    Optional<Stretch> run(Slot from);
}
