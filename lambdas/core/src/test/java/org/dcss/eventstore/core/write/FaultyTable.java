package org.dcss.eventstore.core.write;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;

/** A table for use by several threads, whose next puts may be made to go wrong. */
final class FaultyTable implements EventTable {

    /** The put that would be carried out. */
    interface Put {
        Reply<PutResult> carryOut();
    }

    /** Answers in the place of a put. */
    interface Fault {
        Reply<PutResult> answer(Put put);
    }

    private final MemoryEventTable table = new MemoryEventTable(256);
    private final Deque<Fault> faults = new ArrayDeque<>();

    /** Makes the next puts go wrong, one after another. */
    synchronized void failNext(Fault... how) {
        faults.addAll(List.of(how));
    }

    @Override
    public Reply<Day> open(Day day) {
        return table.open(day);
    }

    @Override
    public Reply<PutResult> put(Slot slot, Event event) {
        return nextFault().map(how -> how.answer(() -> table.put(slot, event))).orElseGet(() -> table.put(slot, event));
    }

    private synchronized Optional<Fault> nextFault() {
        return Optional.ofNullable(faults.poll());
    }

    @Override
    public Reply<PutResult> forward(Slot slot, EventKey key, Slot next) {
        return table.forward(slot, key, next);
    }

    @Override
    public Reply<Stretch> stretch(Slot from) {
        return table.stretch(from);
    }

    Optional<StoredEvent> get(Slot slot) {
        return table.get(slot);
    }
}
