package org.dcss.eventstore.consumer;

import java.time.Duration;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;

/** What the consumer measures of each batch. */
final class ConsumerMetrics {

    private static final Metric BATCH_SIZE = Metric.logged("BatchSize");
    private static final Metric STORED = Metric.count("Stored");
    private static final Metric ALREADY_STORED = Metric.logged("AlreadyStored");
    /** Stored, but only after its own slot was too old. */
    private static final Metric LATE = Metric.count("Late");

    private static final Metric RETRIED = Metric.count("Retried");
    private static final Metric POISON = Metric.logged("Poison");
    private static final Metric CONFLICTS = Metric.count("Conflicts");
    /** Per event, how many slots it was put at until it was placed. */
    private static final Metric PROBE_LENGTH = Metric.logged("ProbeLength");

    private static final Metric PUT_LATENESS = Metric.millis("PutLatenessMillis");
    /** Puts that landed so late that a reader may have passed their slot: the feed's promise was at risk. */
    private static final Metric LATE_PUTS = Metric.count("LatePuts");

    /** Puts without an answer that tells what became of them. */
    private static final Metric UNKNOWN_PUTS = Metric.count("UnknownPuts");
    /** Events that were not stored because their id stands for another content. */
    private static final Metric ID_CONFLICTS = Metric.count("IdConflicts");
    /** The queue's clock minus submit's, and the way between them. */
    private static final Metric CLOCK_DIFFERENCE = Metric.millis("ClockDifferenceMillis");

    private static final Metric TABLE_CALLS = Metric.logged("TableCalls");

    private ConsumerMetrics() {}

    static Measurements of(String requestId, int batchSize, Consumed consumed) {
        Measurements measured = new Measurements(requestId)
                .count(BATCH_SIZE, batchSize)
                .count(STORED, 0)
                .count(ALREADY_STORED, 0)
                .count(LATE, 0)
                .count(RETRIED, consumed.retried().size())
                .count(POISON, consumed.poisoned().size())
                .count(CONFLICTS, 0)
                .count(LATE_PUTS, consumed.report().latePuts().size())
                .count(UNKNOWN_PUTS, consumed.report().unknownPuts())
                .count(ID_CONFLICTS, consumed.conflicts().size())
                .count(TABLE_CALLS, consumed.report().calls().total());
        for (Outcome outcome : consumed.report().outcomes()) {
            if (outcome instanceof Outcome.Stored stored) {
                measured.count(STORED, 1).count(LATE, stored.late() ? 1 : 0);
            } else if (outcome instanceof Outcome.AlreadyStored) {
                measured.count(ALREADY_STORED, 1);
            }
        }
        for (int conflicts : consumed.report().conflicts()) {
            measured.count(CONFLICTS, conflicts).sample(PROBE_LENGTH, conflicts + 1.0);
        }
        for (Duration difference : consumed.clockDifferences()) {
            measured.sample(CLOCK_DIFFERENCE, difference);
        }
        for (Duration lateness : consumed.report().putLateness()) {
            measured.sample(PUT_LATENESS, lateness);
        }
        return measured;
    }
}
