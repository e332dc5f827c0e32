package org.dcss.eventstore.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The event table as it is meant: every call takes effect at once, and answers. Remembers when what was written, so
 * that a read may be made to see the past.
 */
final class SimulatedTable implements EventTable {

    /** The data of an event that the table refuses for ever. */
    static final String REFUSED_DATA = "{\"refused\":true}";

    private record Row(StoredEvent stored, long since) {}

    private final NavigableMap<Slot, Row> rows = new TreeMap<>();
    private final NavigableMap<Day, Long> index = new TreeMap<>();
    private final LongSupplier now;
    private final int runLength;

    SimulatedTable(LongSupplier now, int runLength) {
        this.now = now;
        this.runLength = runLength;
    }

    @Override
    public boolean open(Day day) {
        index.putIfAbsent(day, now.getAsLong());
        return true;
    }

    @Override
    public PutResult put(Slot slot, Event event) {
        if (event.data().equals(REFUSED_DATA)) {
            return new PutResult.Refused("refused");
        }
        Row row = rows.get(slot);
        if (row != null) {
            return new PutResult.Taken(row.stored().event().key());
        }
        rows.put(slot, new Row(new StoredEvent(slot, event), now.getAsLong()));
        return new PutResult.Stored();
    }

    @Override
    public Optional<Run> run(Slot from) {
        NavigableMap<Slot, EventKey> taken = new TreeMap<>();
        for (Row row : rows.subMap(from, true, from.day().last(), true).values()) {
            taken.put(row.stored().slot(), row.stored().event().key());
            if (taken.size() == runLength) {
                return Optional.of(new Run(from, taken.lastKey(), taken));
            }
        }
        return Optional.of(new Run(from, from.day().last(), taken));
    }

    /**
     * What one read sees.
     *
     * @param mostExamined how many events it looks at, whether they pass or not
     * @param asOf what was written later is not seen
     */
    LogPage read(Slot from, Slot through, Filter filter, int limit, int mostExamined, long asOf) {
        List<StoredEvent> events = new ArrayList<>();
        int examined = 0;
        Optional<Slot> last = Optional.empty();
        for (Row row : rows.subMap(from, true, through, true).values()) {
            if (row.since() > asOf) {
                continue;
            }
            if (filter.passes(row.stored().event())) {
                if (events.size() == limit) {
                    return new LogPage(events, last.orElseThrow(), last, LogPage.Cost.NONE);
                }
                events.add(row.stored());
            }
            last = Optional.of(row.stored().slot());
            if (++examined == mostExamined) {
                return new LogPage(events, row.stored().slot(), last, LogPage.Cost.NONE);
            }
        }
        return new LogPage(events, through, last, LogPage.Cost.NONE);
    }

    /** The days in the index, as {@link EventLog#days} with what was written later than {@code asOf} left out. */
    List<Day> days(Day from, Day through, int limit, long asOf) {
        return index.subMap(from, true, through, true).entrySet().stream()
                .filter(entry -> entry.getValue() <= asOf)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    Optional<StoredEvent> get(Slot slot) {
        return Optional.ofNullable(rows.get(slot)).map(Row::stored);
    }

    Slot lastSlot() {
        return rows.isEmpty() ? new Slot(0) : rows.lastKey();
    }

    /** The events of a stretch that pass, both ends included. */
    List<StoredEvent> passing(Slot from, Slot through, Filter filter) {
        if (from.isAfter(through)) {
            return List.of();
        }
        return rows.subMap(from, true, through, true).values().stream()
                .map(Row::stored)
                .filter(stored -> filter.passes(stored.event()))
                .toList();
    }
}
