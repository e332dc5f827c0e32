package org.dcss.eventstore.core.table;

import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;

/** The event table as its writer sees it. Every call ends within the settling rule's call timeout. */
public interface EventTable {

    /**
     * Enters a day into the index of days that hold events; idempotent. Must have succeeded before the day's first put.
     * Replies with the day, which is in the index now.
     */
    Reply<Day> open(Day day);

    /** Stores the event at the slot if the slot is free. */
    Reply<PutResult> put(Slot slot, Event event);

    /**
     * Puts a tombstone at the slot if the slot is free: no event can be stored there any more, and the attempts at this
     * one go on from {@code next}, which lies above the slot. Readers never see it, and its day need not be in the index.
     */
    Reply<PutResult> forward(Slot slot, EventKey key, Slot next);

    /**
     * Reads taken slots from {@code from} on, strongly consistent, ascending, within the day of {@code from}: as many
     * as the implementation reads at once, and through the day's last slot if there are no more.
     */
    Reply<Stretch> stretch(Slot from);
}
