package org.dcss.eventstore.core.read;

import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/** The event table as a reader sees it. Every call may throw {@link ReadFailedException}. */
public interface EventLog {

    /**
     * One read (at most one DynamoDB Query) of the slots {@code from} to {@code through}, both included, which lie in
     * one day. Tombstones, and items that this version does not know, are passed over.
     *
     * @param limit at most so many events are returned, 1 or more
     */
    LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency);

    /** The days from {@code from} to {@code through}, both included, that hold events, ascending, at most {@code limit}. */
    List<Day> days(Day from, Day through, int limit, Consistency consistency);

    /** The event at a slot, strongly consistent. */
    Optional<StoredEvent> get(Slot slot);
}
