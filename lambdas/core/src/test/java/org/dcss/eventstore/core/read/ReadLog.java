package org.dcss.eventstore.core.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.MemoryEventTable;

/** A log that answers from a table and keeps what it was asked for. */
final class ReadLog implements EventLog {

    private final MemoryEventTable table;
    private final List<Consistency> consistencies = new ArrayList<>();
    private int indexReads;

    ReadLog(MemoryEventTable table) {
        this.table = table;
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        consistencies.add(consistency);
        return table.read(from, through, filter, limit, consistency);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        indexReads++;
        return table.days(from, through, limit, consistency);
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        return table.get(slot);
    }

    /** How each read of events was to be. */
    List<Consistency> consistencies() {
        return consistencies;
    }

    int indexReads() {
        return indexReads;
    }

    int reads() {
        return consistencies.size() + indexReads;
    }

    void forget() {
        consistencies.clear();
        indexReads = 0;
    }
}
