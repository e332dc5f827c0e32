package org.dcss.eventstore.core.simulation;

import java.util.PriorityQueue;

/** True time in microseconds since 1970, and what is to happen when; what falls together happens in random order. */
final class Agenda {

    private record Step(long at, long tie, Runnable what) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(tie, other.tie);
        }
    }

    /** No schedule needs nearly as many; one that does goes round in circles. */
    private static final int MOST_STEPS = 300_000;

    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private final Chance chance;
    private long now;
    private int taken;

    Agenda(Chance chance, long start) {
        this.chance = chance;
        this.now = start;
    }

    long now() {
        return now;
    }

    void at(long time, Runnable what) {
        steps.add(new Step(Math.max(time, now), chance.below(1L << 40), what));
    }

    void after(long delay, Runnable what) {
        at(now + delay, what);
    }

    /** Lets everything happen that is due before or at this time. */
    void passUntil(long time) {
        while (!steps.isEmpty() && steps.peek().at() <= time) {
            Step next = steps.remove();
            now = Math.max(now, next.at());
            if (++taken > MOST_STEPS) {
                throw new Violation("the schedule does not come to rest");
            }
            next.what().run();
        }
        now = Math.max(now, time);
    }

    /** Lets everything happen that is ever due. */
    void passAll() {
        while (!steps.isEmpty()) {
            passUntil(steps.peek().at());
        }
    }
}
