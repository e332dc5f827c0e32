package org.dcss.eventstore.core.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;

/** The event table in memory, for its writer and its readers alike. Safe for use by several threads. */
public final class MemoryEventTable implements EventTable, EventLog {

    /** An item; a tombstone holds no event. */
    private record Item(Occupant occupant, Optional<Event> event, Optional<String> withdrawn, OptionalInt lineLength) {

        Item(Occupant occupant, Optional<Event> event) {
            this(occupant, event, Optional.empty(), OptionalInt.empty());
        }

        Optional<StoredEvent> at(Slot slot) {
            return event.map(found -> new StoredEvent(slot, found, withdrawn, lineLength));
        }

        Item withdrawn(String reason, int length) {
            Optional<Event> empty = event.map(
                    full -> new Event(full.id(), full.type(), full.src(), full.file(), full.accepted(), full.at(), ""));
            return new Item(occupant, empty, Optional.of(reason), OptionalInt.of(length));
        }
    }

    private final NavigableMap<Slot, Item> items = new ConcurrentSkipListMap<>();
    private final NavigableSet<Day> days = new ConcurrentSkipListSet<>();
    private final int slotsPerRead;

    /** @param slotsPerRead how many taken slots one read examines at most, as DynamoDB ends each of its reads at 1 MB */
    public MemoryEventTable(int slotsPerRead) {
        this.slotsPerRead = slotsPerRead;
    }

    @Override
    public Reply<Day> open(Day day) {
        days.add(day);
        return new Reply.Known<>(day);
    }

    @Override
    public Reply<PutResult> put(Slot slot, Event event) {
        return put(slot, new Item(Occupant.event(event.key()), Optional.of(event)));
    }

    @Override
    public Reply<PutResult> forward(Slot slot, EventKey key, Slot next) {
        return put(slot, new Item(Occupant.tombstone(key, next), Optional.empty()));
    }

    private Reply<PutResult> put(Slot slot, Item item) {
        Item before = items.putIfAbsent(slot, item);
        return new Reply.Known<>(before == null ? new PutResult.Stored() : new PutResult.Taken(before.occupant()));
    }

    @Override
    public Reply<Stretch> stretch(Slot from) {
        NavigableMap<Slot, Occupant> taken = new TreeMap<>();
        for (Map.Entry<Slot, Item> at :
                items.subMap(from, true, from.day().last(), true).entrySet()) {
            taken.put(at.getKey(), at.getValue().occupant());
            if (taken.size() == slotsPerRead) {
                return new Reply.Known<>(new Stretch(from, at.getKey(), taken));
            }
        }
        return new Reply.Known<>(new Stretch(from, from.day().last(), taken));
    }

    /** Takes the data out of an event, and notes how long its line was. */
    public void withdraw(Slot slot, String reason, int lineLength) {
        items.computeIfPresent(slot, (at, item) -> item.withdrawn(reason, lineLength));
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        List<StoredEvent> passing = new ArrayList<>();
        int examined = 0;
        Optional<Slot> last = Optional.empty();
        for (Map.Entry<Slot, Item> at : items.subMap(from, true, through, true).entrySet()) {
            Optional<StoredEvent> event = at.getValue().at(at.getKey()).filter(stored -> filter.passes(stored.event()));
            if (event.isPresent()) {
                if (passing.size() == limit) {
                    return new LogPage(passing, last.orElseThrow(), last, cost(examined));
                }
                passing.add(event.get());
            }
            examined++;
            last = Optional.of(at.getKey());
            if (examined == slotsPerRead) {
                return new LogPage(passing, at.getKey(), last, cost(examined));
            }
        }
        return new LogPage(passing, through, last, cost(examined));
    }

    /** As if the largest read of DynamoDB held so many. */
    private LogPage.Cost cost(int examined) {
        return new LogPage.Cost(128.0 * examined / slotsPerRead, examined, 0);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        return days.subSet(from, true, through, true).stream().limit(limit).toList();
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        return Optional.ofNullable(items.get(slot)).flatMap(item -> item.at(slot));
    }
}
