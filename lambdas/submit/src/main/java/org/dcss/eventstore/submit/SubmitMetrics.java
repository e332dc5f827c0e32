package org.dcss.eventstore.submit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;
import org.dcss.eventstore.submit.Submission.Result;

/** What submit measures of each request. */
final class SubmitMetrics {

    private static final Metric ACCEPTED = Metric.count("Accepted");
    /** Events, or requests that were refused as a whole; the log tells them by problem, such as {@code RejectedNotJson}. */
    private static final Metric REJECTED = Metric.count("Rejected");
    /** Events that the queue did not confirm, to be sent again; requests whose key could not be looked up. */
    private static final Metric NOT_CONFIRMED = Metric.count("NotConfirmed");
    /** Events over their source's quota. */
    private static final Metric THROTTLED = Metric.count("Throttled");
    /** Events that a test key sent; they count nowhere else. */
    private static final Metric TESTED = Metric.logged("Tested");
    /** From the start of a request that was accepted, in whole or in part, to its answer. */
    private static final Metric ACKNOWLEDGE = Metric.millis("AcknowledgeMillis");

    private SubmitMetrics() {}

    static Measurements of(String requestId, Submission submission, Duration time) {
        Measurements measured = new Measurements(requestId)
                .count(ACCEPTED, 0)
                .count(REJECTED, 0)
                .count(NOT_CONFIRMED, 0)
                .count(THROTTLED, 0);
        if (submission instanceof Submission.Refused refused) {
            add(measured, refused.problem());
        } else if (submission instanceof Submission.Tested tested) {
            measured.count(
                    TESTED,
                    tested.instead() instanceof Submission.Batch batch
                            ? batch.results().size()
                            : 1);
        } else if (submission instanceof Submission.Batch batch) {
            add(measured, batch.results(), time);
        } else if (submission instanceof Submission.Single single) {
            add(measured, List.of(single.result()), time);
        }
        return measured;
    }

    private static void add(Measurements measured, List<Result> results, Duration time) {
        boolean accepted = false;
        for (Result result : results) {
            if (result instanceof Result.Accepted) {
                accepted = true;
                measured.count(ACCEPTED, 1);
            } else if (result instanceof Result.Rejected rejected) {
                add(measured, rejected.problem());
            } else if (result instanceof Result.Throttled) {
                measured.count(THROTTLED, 1);
            } else {
                measured.count(NOT_CONFIRMED, 1);
            }
        }
        if (accepted) {
            measured.sample(ACKNOWLEDGE, time);
        }
    }

    private static void add(Measurements measured, Problem problem) {
        if (problem.type().equals(ProblemType.UNAVAILABLE)) {
            measured.count(NOT_CONFIRMED, 1);
        } else {
            measured.count(REJECTED, 1)
                    .count(Metric.logged("Rejected" + camelCase(problem.type().tag())), 1);
        }
    }

    private static String camelCase(String tag) {
        StringBuilder name = new StringBuilder();
        for (String word : tag.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}
