package org.dcss.eventstore.core;

import java.util.List;
import java.util.Optional;

/** A log with a fault in whichever call is overridden. */
abstract class FaultyLog implements EventLog {

    private final EventLog log;

    FaultyLog(EventLog log) {
        this.log = log;
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        return log.read(from, through, filter, limit, consistency);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        return log.days(from, through, limit, consistency);
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        return log.get(slot);
    }
}
