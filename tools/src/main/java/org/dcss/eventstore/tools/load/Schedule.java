package org.dcss.eventstore.tools.load;

import java.time.Duration;

/**
 * When each event is due, whatever becomes of the ones before: an open loop, as servers that know nothing of each other
 * make it.
 *
 * @param perSecond the rate that is reached
 * @param duration of all
 * @param ramp in which the rate rises evenly from nothing
 */
public record Schedule(double perSecond, Duration duration, Duration ramp) {

    /** @throws IllegalArgumentException if nothing would be due, or the ramp is longer than all */
    public Schedule {
        if (perSecond <= 0 || duration.isNegative() || duration.isZero() || ramp.compareTo(duration) > 0) {
            throw new IllegalArgumentException("a rate and a duration above 0, and a ramp within it");
        }
    }

    /** Events in all. */
    int events() {
        return (int) Math.min(Integer.MAX_VALUE, inRamp() + perSecond * (seconds(duration) - seconds(ramp)));
    }

    /** When an event is due, in nanoseconds since the start; events are counted from 0. */
    long due(int event) {
        double seconds = event < inRamp()
                ? Math.sqrt(2.0 * event * seconds(ramp) / perSecond)
                : seconds(ramp) + (event - inRamp()) / perSecond;
        return (long) (seconds * Duration.ofSeconds(1).toNanos());
    }

    private double inRamp() {
        return perSecond * seconds(ramp) / 2;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
