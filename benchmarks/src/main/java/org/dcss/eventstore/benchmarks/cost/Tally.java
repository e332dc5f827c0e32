package org.dcss.eventstore.benchmarks.cost;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls to a service, and what they are charged as.
 *
 * @param actions how often each was called
 * @param queueRequests of SQS: a call counts once for each 64 KB of its payload
 */
record Tally(Map<String, Integer> actions, double writeUnits, double readUnits, long queueRequests) {

    static final Tally NONE = new Tally(Map.of(), 0, 0, 0);

    Tally plus(Tally more) {
        Map<String, Integer> sum = new TreeMap<>(actions);
        more.actions.forEach((action, count) -> sum.merge(action, count, Integer::sum));
        return new Tally(
                sum, writeUnits + more.writeUnits, readUnits + more.readUnits, queueRequests + more.queueRequests);
    }

    static Tally sum(Collection<Tally> tallies) {
        return tallies.stream().reduce(NONE, Tally::plus);
    }

    int calls() {
        return actions.values().stream().mapToInt(Integer::intValue).sum();
    }
}
