package org.dcss.eventstore.core.entities;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * The settled events that are about something, in the order of their own times. Not a feed: an event may arrive later
 * whose time lies before a page that was read.
 */
public final class EntityTimes {

    /** Before every event. */
    public static final Moment BEGINNING = new Moment(Long.MIN_VALUE, new Slot(0));

    private final EventLog log;
    private final ViewTable table;
    private final Settling settling;
    private final Clock clock;

    public EntityTimes(EventLog log, ViewTable table, Settling settling, Clock clock) {
        this.log = log;
        this.table = table;
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * Reads the settled events after a moment.
     *
     * @param limit how many events at most, 1 or more
     */
    public TimePage page(About about, Moment after, int limit) {
        Instant now = clock.instant();
        Slot complete = about.index().completeThrough(table);
        EntityTail tail = EntityTail.read(new Feed(log, settling, Clock.fixed(now, clock.getZone())), about, complete);
        Slot through = Slot.max(complete, tail.through());
        TreeMap<Moment, StoredEvent> beyond = new TreeMap<>();
        tail.wanted().forEach(stored -> beyond.put(Moment.of(stored), stored));
        Fetcher fetcher = new Fetcher(log, about, now);
        List<StoredEvent> events = new ArrayList<>();
        Moment position = after;
        while (true) {
            List<Entities.Timed> read =
                    about.index().afterMoment(table, about.entity(), position, fetcher.ask(limit - events.size()));
            fetcher.haveRead(read.size());
            if (read.isEmpty()) {
                List<StoredEvent> rest =
                        List.copyOf(beyond.tailMap(position, false).values());
                int room = Math.min(rest.size(), limit - events.size());
                events.addAll(rest.subList(0, room));
                Optional<Moment> next = room == rest.size() ? Optional.empty() : Optional.of(last(events, position));
                return new TimePage(events, next, through);
            }
            for (List<Entities.Timed> batch : Fetcher.batches(read, limit - events.size())) {
                Moment end = batch.get(batch.size() - 1).moment();
                TreeMap<Moment, StoredEvent> found = new TreeMap<>(beyond.subMap(position, false, end, true));
                found.putAll(fetched(about, fetcher, batch, complete));
                for (Map.Entry<Moment, StoredEvent> one : found.entrySet()) {
                    if (events.size() == limit) {
                        return new TimePage(events, Optional.of(position), through);
                    }
                    events.add(one.getValue());
                    position = one.getKey();
                }
                position = end;
                if (events.size() == limit || fetcher.isSpent()) {
                    return new TimePage(events, Optional.of(position), through);
                }
                if (batch.size() > limit - events.size()) {
                    // The next batch might bring more than there is room for.
                    break;
                }
            }
        }
    }

    /** What the index holds beyond its checkpoint comes from the tail. */
    private static Map<Moment, StoredEvent> fetched(
            About about, Fetcher fetcher, List<Entities.Timed> batch, Slot complete) {
        List<Slot> slots = batch.stream()
                .map(Entities.Timed::event)
                .filter(about::mayPass)
                .map(Entities.Indexed::slot)
                .filter(slot -> !slot.isAfter(complete))
                .toList();
        Map<Moment, StoredEvent> events = new HashMap<>();
        fetcher.fetch(slots).forEach(stored -> events.put(Moment.of(stored), stored));
        return events;
    }

    private static Moment last(List<StoredEvent> events, Moment otherwise) {
        return events.isEmpty() ? otherwise : Moment.of(events.get(events.size() - 1));
    }
}
