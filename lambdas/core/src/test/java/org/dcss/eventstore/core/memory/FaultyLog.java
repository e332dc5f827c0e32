package org.dcss.eventstore.core.memory;

import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** A log with a fault in whichever call is overridden. */
public abstract class FaultyLog implements EventLog {

    private final EventLog log;

    protected FaultyLog(EventLog log) {
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
