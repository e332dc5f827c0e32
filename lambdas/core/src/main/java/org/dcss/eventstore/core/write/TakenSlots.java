package org.dcss.eventstore.core.write;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Occupant;

/**
 * The slots that a writer knows as taken, and by what, whichever batch has learned it. What is taken stays taken, and by the
 * same event, for as long as anything looks for that event's path: so this is never out of date. Of a backlog, whose events
 * go far to find a free slot, each batch need not read again what those before it have passed. Bounded: what was learned
 * longest ago is forgotten. Safe for use by several threads.
 */
public final class TakenSlots {

    /** As many as one generation holds; two are kept. At 1,000 events a second these are the last 8 to 16 s. */
    private static final int GENERATION = 8_192;

    private Map<Slot, Occupant> learned = new HashMap<>();
    private Map<Slot, Occupant> before = Map.of();

    synchronized void add(Slot slot, Occupant by) {
        if (learned.size() >= GENERATION) {
            before = learned;
            learned = new HashMap<>();
        }
        learned.put(slot, by);
    }

    synchronized Optional<Occupant> at(Slot slot) {
        Occupant by = learned.get(slot);
        return Optional.ofNullable(by == null ? before.get(slot) : by);
    }
}
