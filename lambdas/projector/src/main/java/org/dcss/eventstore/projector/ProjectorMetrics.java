package org.dcss.eventstore.projector;

import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;

/** What the projector measures of each run. */
final class ProjectorMetrics {

    /** How far the view that is furthest behind lies behind what readers of the log see. */
    private static final Metric LAG = Metric.millis("ProjectionLagMillis");
    /** Events that were applied, each once for every view. */
    private static final Metric EVENTS = Metric.count("ProjectedEvents");
    /** Steps that found kept what the log does not say. */
    private static final Metric CONFLICTS = Metric.count("ViewConflicts");
    /** Steps that failed otherwise: a lasting failure shows in the lag. */
    private static final Metric FAILURES = Metric.logged("ViewFailures");

    /** Objects of the archive that are not what the table holds. */
    private static final Metric DIFFERENCES = Metric.count("ArchiveDifferences");

    private ProjectorMetrics() {}

    static Measurements of(String requestId, Projection.Report report, int differences) {
        long conflicts = report.failures().stream()
                .filter(Projection.Failure::isConflict)
                .count();
        Measurements measured = new Measurements(requestId)
                .count(EVENTS, report.events())
                .count(CONFLICTS, conflicts)
                .count(FAILURES, report.failures().size() - conflicts)
                .count(DIFFERENCES, differences);
        report.lag().ifPresent(lag -> measured.sample(LAG, lag));
        return measured;
    }
}
