package org.dcss.eventstore.core.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
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

/**
 * The event table as it is meant, for its writer and its readers: every call takes effect at once, and answers.
 * Remembers when what was written, so that a read may be made to see the past. Safe for use by several threads.
 */
final class SimulatedTable implements EventTable, EventLog {

    /** The data of an event that the table refuses for ever. */
    static final String REFUSED_DATA = "{\"refused\":true}";

    /** An item; a tombstone holds no event. */
    private record Row(Slot slot, Occupant occupant, Optional<Event> event, long since) {

        Optional<StoredEvent> stored() {
            return event.map(stored -> new StoredEvent(slot, stored));
        }
    }

    private final NavigableMap<Long, Row> rows = new TreeMap<>();
    private final NavigableMap<Long, Long> index = new TreeMap<>();
    private final LongSupplier now;
    private final int stretchLength;
    private final long kept;

    SimulatedTable(LongSupplier now, int stretchLength) {
        this(now, stretchLength, Optional.empty());
    }

    /** @param retention how long after its slot an item is gone for writers; readers, who are to miss nothing, see it */
    SimulatedTable(LongSupplier now, int stretchLength, Optional<Duration> retention) {
        this.now = now;
        this.stretchLength = stretchLength;
        this.kept = retention.map(Duration::toMillis).orElse(Long.MAX_VALUE / 2000);
    }

    @Override
    public synchronized Reply<Day> open(Day day) {
        index.putIfAbsent(day.startMillis(), now.getAsLong());
        return new Reply.Known<>(day);
    }

    @Override
    public Reply<PutResult> put(Slot slot, Event event) {
        return event.data().equals(REFUSED_DATA)
                ? new Reply.Known<>(new PutResult.Refused("refused"))
                : put(new Row(slot, Occupant.event(event.key()), Optional.of(event), now.getAsLong()));
    }

    @Override
    public Reply<PutResult> forward(Slot slot, EventKey key, Slot next) {
        return put(new Row(slot, Occupant.tombstone(key, next), Optional.empty(), now.getAsLong()));
    }

    private synchronized Reply<PutResult> put(Row row) {
        Row before = isDeleted(row.slot()) ? null : rows.get(row.slot().millis());
        if (before == null) {
            rows.put(row.slot().millis(), row);
        }
        return new Reply.Known<>(before == null ? new PutResult.Stored() : new PutResult.Taken(before.occupant()));
    }

    private boolean isDeleted(Slot slot) {
        return now.getAsLong() / 1000 > slot.millis() + kept;
    }

    @Override
    public synchronized Reply<Stretch> stretch(Slot from) {
        NavigableMap<Slot, Occupant> taken = new TreeMap<>();
        for (Row row : rows(from, from.day().last())) {
            if (!isDeleted(row.slot())) {
                taken.put(row.slot(), row.occupant());
            }
            if (taken.size() == stretchLength) {
                return new Reply.Known<>(new Stretch(from, row.slot(), taken));
            }
        }
        return new Reply.Known<>(new Stretch(from, from.day().last(), taken));
    }

    private Iterable<Row> rows(Slot from, Slot through) {
        return rows.subMap(from.millis(), true, through.millis(), true).values();
    }

    /**
     * What one read sees.
     *
     * @param mostExamined how many items it looks at, whether they are events that pass or not
     * @param asOf what was written later is not seen
     */
    synchronized LogPage read(Slot from, Slot through, Filter filter, int limit, int mostExamined, long asOf) {
        List<StoredEvent> events = new ArrayList<>();
        int examined = 0;
        Optional<Slot> last = Optional.empty();
        for (Row row : rows(from, through)) {
            if (row.since() > asOf) {
                continue;
            }
            if (row.stored().filter(stored -> filter.passes(stored.event())).isPresent()) {
                if (events.size() == limit) {
                    return new LogPage(events, last.orElseThrow(), last, cost(examined));
                }
                events.add(row.stored().orElseThrow());
            }
            last = Optional.of(row.slot());
            if (++examined == mostExamined) {
                return new LogPage(events, row.slot(), last, cost(examined));
            }
        }
        return new LogPage(events, through, last, cost(examined));
    }

    /** As if each item had 1 KB, and was read eventually consistent. */
    private static LogPage.Cost cost(int examined) {
        return new LogPage.Cost(examined / 8.0, examined, 0);
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        return read(from, through, filter, limit, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        return days(from, through, limit, Long.MAX_VALUE);
    }

    /** The days in the index, as {@link EventLog#days} with what was written later than {@code asOf} left out. */
    synchronized List<Day> days(Day from, Day through, int limit, long asOf) {
        return index.subMap(from.startMillis(), true, through.startMillis(), true).entrySet().stream()
                .filter(entry -> entry.getValue() <= asOf)
                .map(Map.Entry::getKey)
                .limit(limit)
                .map(Day::new)
                .toList();
    }

    @Override
    public synchronized Optional<StoredEvent> get(Slot slot) {
        return Optional.ofNullable(rows.get(slot.millis())).flatMap(Row::stored);
    }

    /** What holds a slot. */
    Optional<Occupant> at(Slot slot) {
        return Optional.ofNullable(rows.get(slot.millis())).map(Row::occupant);
    }

    Slot lastSlot() {
        return rows.isEmpty() ? new Slot(0) : rows.lastEntry().getValue().slot();
    }

    /** The events of a stretch that pass, both ends included. */
    List<StoredEvent> passing(Slot from, Slot through, Filter filter) {
        return from.isAfter(through)
                ? List.of()
                : read(from, through, filter, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE)
                        .events();
    }
}
