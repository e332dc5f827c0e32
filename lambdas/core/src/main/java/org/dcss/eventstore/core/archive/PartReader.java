package org.dcss.eventstore.core.archive;

import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.archive.object.Group;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** Reads the events of a part as lines: strongly consistent, for what a withdrawal has taken out must not come back. */
final class PartReader {

    private static final int PAGE = 1000;

    private final EventLog log;

    PartReader(EventLog log) {
        this.log = log;
    }

    /** Takes lines. */
    @FunctionalInterface
    interface Taker {

        /** Takes the next line, or says by {@code false} that the part ends before it. */
        boolean take(Group group, Slot slot, byte[] line);
    }

    /**
     * Reads a stretch of one day, until it ends or the taker has enough.
     *
     * @return the last slot of what was taken: the stretch's, unless the taker had enough
     * @throws ReadFailedException if the log gives no answer
     */
    Slot read(Slot from, Slot through, Taker taker) {
        Slot next = from;
        Slot last = from;
        while (!next.isAfter(through)) {
            LogPage page = log.read(next, through, Filter.NONE, PAGE, Consistency.STRONG);
            for (StoredEvent stored : page.events()) {
                if (!taker.take(Group.of(stored.event()), stored.slot(), EventJson.of(stored))) {
                    return last;
                }
                last = stored.slot();
            }
            next = page.through().next();
        }
        return through;
    }
}
