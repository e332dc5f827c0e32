package org.dcss.eventstore.append;

import java.time.Duration;
import org.dcss.eventstore.core.stream.AppendResult;
import org.dcss.eventstore.core.stream.Outbox;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;

/** What append measures of each request, and of each run of the outbox. */
final class AppendMetrics {

    private static final Metric APPENDED = Metric.count("Appended");
    /** Another version was expected than the next. */
    private static final Metric CONFLICTS = Metric.count("VersionConflicts");
    /** Refused for anything else. */
    private static final Metric REJECTED = Metric.count("Rejected");
    /** The table or the keys gave no answer, or other writers were faster each time. */
    private static final Metric NOT_CONFIRMED = Metric.count("NotConfirmed");
    /** Over its source's quota. */
    private static final Metric THROTTLED = Metric.count("Throttled");
    /** Appended, but not in the queue yet: left to the outbox, or to whoever appends next. */
    private static final Metric LEFT_PENDING = Metric.count("LeftPending");
    /** With a test key; it counts nowhere else. */
    private static final Metric TESTED = Metric.logged("Tested");
    /** From the start of a request that was appended to its answer. */
    private static final Metric APPEND = Metric.millis("AppendMillis");

    /** Versions that the outbox passed on. */
    private static final Metric OUTBOX_SENT = Metric.logged("OutboxSent");
    /** Shards that the table said nothing of. */
    private static final Metric OUTBOX_FAILURES = Metric.logged("OutboxFailures");
    /** For how long the oldest version that the outbox met has been pending. */
    private static final Metric PENDING = Metric.millis("OldestPendingMillis");

    private AppendMetrics() {}

    static Measurements of(String requestId, Appending appending, Duration time) {
        Measurements measured = new Measurements(requestId)
                .count(APPENDED, 0)
                .count(CONFLICTS, 0)
                .count(REJECTED, 0)
                .count(NOT_CONFIRMED, 0)
                .count(THROTTLED, 0)
                .count(LEFT_PENDING, 0);
        if (appending instanceof Appending.Throttled) {
            return measured.count(THROTTLED, 1);
        } else if (appending instanceof Appending.Done done && done.isTest()) {
            return measured.count(TESTED, 1);
        }
        return Answers.problem(appending)
                .map(problem -> measured.count(metric(problem.type()), 1))
                .orElseGet(() -> {
                    boolean isLeft = appending instanceof Appending.Done done
                            && done.result() instanceof AppendResult.Appended appended
                            && !appended.passedOn();
                    return measured.count(APPENDED, 1)
                            .count(LEFT_PENDING, isLeft ? 1 : 0)
                            .sample(APPEND, time);
                });
    }

    private static Metric metric(ProblemType type) {
        return type.equals(ProblemType.UNAVAILABLE)
                ? NOT_CONFIRMED
                : type.equals(AppendProblems.VERSION_CONFLICT) ? CONFLICTS : REJECTED;
    }

    static Measurements of(String requestId, Outbox.Report report) {
        return new Measurements(requestId)
                .count(OUTBOX_SENT, report.sent())
                .count(OUTBOX_FAILURES, report.failures())
                .sample(PENDING, report.oldest().orElse(Duration.ZERO));
    }
}
