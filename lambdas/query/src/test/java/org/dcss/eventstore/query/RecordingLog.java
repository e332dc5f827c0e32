package org.dcss.eventstore.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** A log that notes what is read, does something before each read, and fails when told to. */
final class RecordingLog implements EventLog {

    record Read(Slot from, Slot through, Consistency consistency) {}

    private final EventLog log;
    private final List<Read> reads = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable beforeRead = () -> {};
    private volatile boolean failing;

    RecordingLog(EventLog log) {
        this.log = log;
    }

    List<Read> reads() {
        return List.copyOf(reads);
    }

    void beforeEachRead(Runnable action) {
        beforeRead = action;
    }

    void fail(boolean from) {
        failing = from;
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        reads.add(new Read(from, through, consistency));
        beforeRead.run();
        failIfTold();
        return log.read(from, through, filter, limit, consistency);
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        failIfTold();
        return log.days(from, through, limit, consistency);
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        failIfTold();
        return log.get(slot);
    }

    private void failIfTold() {
        if (failing) {
            throw new ReadFailedException("told to fail", new IllegalStateException("secret"));
        }
    }
}
