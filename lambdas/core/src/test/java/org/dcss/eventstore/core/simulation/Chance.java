package org.dcss.eventstore.core.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Everything that is random in a schedule; the same seed gives the same schedule. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    RandomGenerator generator() {
        return random;
    }

    boolean percent(int percent) {
        return percent > 0 && below(100) < percent;
    }

    boolean oneIn(int n) {
        return n > 0 && below(n) == 0;
    }

    int below(int bound) {
        return (int) below((long) bound);
    }

    long below(long bound) {
        return Math.floorMod(random.nextLong(), bound);
    }

    /** 0 to {@code most}, both included. */
    long upTo(long most) {
        return below(most + 1);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    long either(long a, long b) {
        return oneIn(2) ? a : b;
    }

    <T> T pick(List<T> some) {
        return some.get(below(some.size()));
    }

    long pick(long... some) {
        return some[below(some.length)];
    }
}
