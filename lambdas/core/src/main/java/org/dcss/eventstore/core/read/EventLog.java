package org.dcss.eventstore.core.read;

import java.util.ArrayList;
import java.util.Collections;
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

    /** How many slots one call asks for at most. */
    int MAX_SLOTS = 100;

    /**
     * The events at some slots, of any days, ascending; slots without one are passed over.
     *
     * @param slots ascending, each once, 1 to {@link #MAX_SLOTS}
     */
    default LogPage get(List<Slot> slots, Consistency consistency) {
        List<StoredEvent> events =
                slots.stream().flatMap(slot -> get(slot).stream()).toList();
        return new LogPage(events, slots.get(slots.size() - 1));
    }

    /**
     * One read of the slots {@code from} to {@code through}, both included, which lie in one day, backwards.
     *
     * @param limit at most so many events are returned, 1 or more
     * @return the events descending; every passing event from the page's {@code through} to the end of the stretch is among
     *     them, and {@code last} is the greatest slot that was found taken
     */
    default LogPage readBack(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        List<StoredEvent> events = new ArrayList<>();
        Optional<Slot> last = Optional.empty();
        LogPage page = read(from, through, filter, limit, consistency);
        while (true) {
            events.addAll(page.events());
            last = page.last().isPresent() ? page.last() : last;
            if (page.through().compareTo(through) >= 0) {
                break;
            }
            page = read(page.through().next(), through, filter, limit, consistency);
        }
        Collections.reverse(events);
        boolean all = events.size() <= limit;
        List<StoredEvent> shown = all ? events : events.subList(0, limit);
        return new LogPage(shown, all ? from : shown.get(limit - 1).slot(), last, page.cost());
    }
}
