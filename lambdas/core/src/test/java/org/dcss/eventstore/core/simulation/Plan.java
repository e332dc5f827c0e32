package org.dcss.eventstore.core.simulation;

import static org.dcss.eventstore.core.simulation.SimulatedClock.micros;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;

/**
 * What kind of schedule a seed makes: its sizes, and how bad the storm is. Times are in microseconds.
 *
 * @param worstClocks whether clocks differ as much as is allowed all the time, most writers' being behind
 * @param start when the first event may be submitted
 * @param window how long events are submitted for
 * @param stormEnds when faults stop; may be days later
 * @param stretchLength how many taken slots one read returns
 * @param visibility the queue's visibility timeout, which may be shorter than a batch takes
 * @param budget how long a function works on a batch
 * @param cutOffPercent before how many requests the network goes away, to deliver later what it still keeps
 * @param settlesDiffer whether some consumers follow a shorter settling than the readers
 * @param oldMessages how many messages of each source the protocol before this one has left in the queue
 * @param crashOneIn a function dies before one in so many of its steps; 0 for never
 */
record Plan(
        Settling settling,
        boolean ordered,
        boolean worstClocks,
        long start,
        long window,
        long stormEnds,
        int requests,
        int sources,
        int consumers,
        int batchSize,
        int concurrency,
        int stretchLength,
        long visibility,
        long budget,
        int maxReceives,
        int faultPercent,
        int crashOneIn,
        int duplicatePercent,
        int pausePercent,
        int readers,
        int historicDays,
        int cutOffPercent,
        boolean settlesDiffer,
        int oldMessages,
        Optional<Duration> retention) {

    private static final Day DAY = Day.containing(Instant.parse("2024-02-29T00:00:00Z"));

    static Plan from(Chance chance) {
        Settling settling = new Settling(Duration.ofMillis(chance.pick(204, 204, 400, 1000, 3000)));
        long settle = micros(settling.settle());
        boolean nearMidnight = chance.percent(40);
        long start = nearMidnight
                ? micros(DAY.next().first().start()) - chance.upTo(settle + settle / 2)
                : micros(DAY.first().start()) + chance.upTo(micros(Duration.ofHours(20)));
        long window = chance.pick(2_000, 50_000, 2 * settle);
        long storm = chance.pick(
                5 * settle,
                5 * settle,
                micros(Duration.ofHours(2)),
                micros(Duration.ofHours(2)),
                micros(Duration.ofDays(14)),
                micros(Duration.ofDays(400)));
        return new Plan(
                settling,
                chance.percent(35),
                chance.percent(35),
                start,
                window,
                start + window + storm,
                chance.between(1, 8),
                chance.between(1, 3),
                chance.between(1, 3),
                chance.between(1, 6),
                chance.between(1, 6),
                chance.between(1, 8),
                chance.pick(settle / 2, settle, 3 * settle, 8 * settle),
                chance.pick(settle, 2 * settle, 2 * settle, 4 * settle),
                chance.between(2, 6),
                (int) chance.pick(0, 5, 25),
                (int) chance.pick(0, 200, 40),
                (int) chance.pick(0, 10, 40),
                (int) chance.pick(0, 10, 30),
                chance.between(1, 4),
                (int) chance.pick(0, 0, 2, 20),
                (int) chance.pick(0, 0, 3),
                chance.percent(20),
                (int) chance.pick(0, 0, 0, 1, 4),
                chance.percent(20) ? Optional.of(Duration.ofDays(2)) : Optional.empty());
    }

    long settle() {
        return micros(settling.settle());
    }

    /** The most by which a clock may be ahead of another. */
    long maxSkew() {
        return micros(settling.maxSkew()) - 1;
    }

    /** How long a function works on a batch when nothing is wrong. */
    long calmBudget() {
        return 4 * settle();
    }
}
