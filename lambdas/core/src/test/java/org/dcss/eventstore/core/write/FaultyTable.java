package org.dcss.eventstore.core.write;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.simulation.SimulatedTable;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;

/** A table for use by several threads, whose next puts may be made to go wrong. */
final class FaultyTable implements EventTable {

    /** The put that would be carried out. */
    interface Put {
        PutResult carryOut();
    }

    /** Answers in the place of a put. */
    interface Fault {
        PutResult answer(Put put);
    }

    private final SimulatedTable table = new SimulatedTable(() -> 0, 256);
    private final Deque<Fault> faults = new ArrayDeque<>();

    /** Makes the next puts go wrong, one after another. */
    synchronized void failNext(Fault... how) {
        faults.addAll(List.of(how));
    }

    @Override
    public synchronized boolean open(Day day) {
        return table.open(day);
    }

    @Override
    public PutResult put(Slot slot, Event event) {
        Optional<Fault> now;
        synchronized (this) {
            now = Optional.ofNullable(faults.poll());
        }
        return now.map(how -> how.answer(() -> carryOut(slot, event))).orElseGet(() -> carryOut(slot, event));
    }

    private synchronized PutResult carryOut(Slot slot, Event event) {
        return table.put(slot, event);
    }

    @Override
    public synchronized PutResult forward(Slot slot, EventKey key, Slot next) {
        return table.forward(slot, key, next);
    }

    @Override
    public synchronized Optional<Stretch> run(Slot from) {
        return table.run(from);
    }

    synchronized Optional<StoredEvent> get(Slot slot) {
        return table.get(slot);
    }
}
