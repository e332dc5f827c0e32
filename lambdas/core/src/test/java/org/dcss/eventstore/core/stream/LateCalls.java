package org.dcss.eventstore.core.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Calls that nobody waits for any more, and that are carried out all the same, in any order. */
final class LateCalls {

    private final RandomGenerator random;
    private final List<Runnable> calls = new ArrayList<>();

    LateCalls(RandomGenerator random) {
        this.random = random;
    }

    void add(Runnable call) {
        calls.add(call);
    }

    /** Whether there was one. */
    boolean runOne() {
        if (calls.isEmpty()) {
            return false;
        }
        calls.remove(random.nextInt(calls.size())).run();
        return true;
    }
}
