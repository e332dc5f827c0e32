package org.dcss.eventstore.rehearsal.traffic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reader was shown, beside what was sent.
 *
 * @param seen different events
 * @param lost acknowledged events that it was not shown
 * @param doubled times that it was shown an event again
 * @param strange events that nobody had sent so
 * @param disordered events that did not have a greater {@code ts} than the one before
 */
record Reading(String reader, int seen, int lost, int doubled, int strange, int disordered) {

    /** Compares a reader's events, in the order in which it was shown them, with the data of what was sent. */
    static Reading of(String reader, List<ReadEvent> events, Set<String> sent, Set<String> acknowledged) {
        Set<String> seen = new HashSet<>();
        int doubled = 0;
        int disordered = 0;
        long before = Long.MIN_VALUE;
        for (ReadEvent event : events) {
            doubled += seen.add(event.data()) ? 0 : 1;
            disordered += event.ts() > before ? 0 : 1;
            before = event.ts();
        }
        int lost =
                (int) acknowledged.stream().filter(data -> !seen.contains(data)).count();
        int strange = (int) seen.stream().filter(data -> !sent.contains(data)).count();
        return new Reading(reader, seen.size(), lost, doubled, strange, disordered);
    }

    boolean faultless() {
        return lost + doubled + strange + disordered == 0;
    }

    @Override
    public String toString() {
        return reader + ": seen " + seen + ", lost " + lost + ", doubled " + doubled + ", strange " + strange
                + ", out of order " + disordered;
    }
}
