package org.dcss.eventstore.tools.load;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What became of each event. Safe for use by several threads. */
public final class Ledger {

    private final String prefix;
    private final AtomicIntegerArray acknowledged;
    private final AtomicIntegerArray seen;

    /** @param prefix what the ids of this run's events begin with */
    Ledger(String prefix, int events) {
        this.prefix = prefix;
        this.acknowledged = new AtomicIntegerArray(events);
        this.seen = new AtomicIntegerArray(events);
    }

    String id(int event) {
        return prefix + event;
    }

    /** The number of the event with this id; -1 if it is none of this run's. */
    int event(String id) {
        if (!id.startsWith(prefix)) {
            return -1;
        }
        int event = Integer.parseInt(id.substring(prefix.length()));
        return event < seen.length() ? event : -1;
    }

    void acknowledge(int event) {
        acknowledged.set(event, 1);
    }

    /** Counts an event that was read; whether it is the first time. */
    boolean see(int event) {
        return seen.incrementAndGet(event) == 1;
    }

    Audit audit() {
        int promised = 0;
        int lost = 0;
        int doubled = 0;
        int read = 0;
        for (int event = 0; event < seen.length(); event++) {
            int times = seen.get(event);
            promised += acknowledged.get(event);
            read += Math.min(1, times);
            doubled += times > 1 ? 1 : 0;
            lost += acknowledged.get(event) == 1 && times == 0 ? 1 : 0;
        }
        return new Audit(promised, read, lost, doubled);
    }

    /**
     * What the log holds of what was acknowledged.
     *
     * @param lost acknowledged, and not read
     * @param doubled read more than once
     */
    public record Audit(int acknowledged, int read, int lost, int doubled) {

        /** Whether each acknowledged event was read exactly once. */
        public boolean isKept() {
            return lost == 0 && doubled == 0;
        }
    }
}
