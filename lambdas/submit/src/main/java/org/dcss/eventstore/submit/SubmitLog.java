package org.dcss.eventstore.submit;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.intake.Origin;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.submit.Submission.Result;

/** One line for each request: whose it was, and the ids of what was accepted. */
final class SubmitLog {

    private final Log log;

    SubmitLog(Log log) {
        this.log = log;
    }

    void write(Origin from, Submission submission) {
        if (submission instanceof Submission.Refused refused) {
            // That the keys are unavailable has been logged with its cause.
            if (!refused.problem().type().equals(ProblemType.UNAVAILABLE)) {
                rejected(from, refused.problem());
            }
        } else if (submission instanceof Submission.Tested tested) {
            tested(from, tested.instead());
        } else if (submission instanceof Submission.Batch batch) {
            batch(from, "batch", batch.results());
        } else if (submission instanceof Submission.Single single) {
            single(from, single.result());
        }
    }

    /** Writes the line of a request for the pixel, which comes with no key. */
    void hit(Origin from, Result result) {
        single(from, result);
    }

    private void single(Origin from, Result result) {
        if (result instanceof Result.Accepted accepted) {
            from.on(log.info("accepted", from.requestId()))
                    .with("id", accepted.id().value())
                    .write();
        } else if (result instanceof Result.Rejected rejected) {
            rejected(from, rejected.problem());
        } else if (result instanceof Result.Throttled) {
            rejected(from, Problems.overQuota());
        } else if (result instanceof Result.Retry retry) {
            from.on(log.warn("not-queued", from.requestId()))
                    .with("reason", retry.reason())
                    .write();
        }
    }

    private void tested(Origin from, Submission instead) {
        List<Result> results = instead instanceof Submission.Batch batch
                ? batch.results()
                : instead instanceof Submission.Single single ? List.of(single.result()) : List.of();
        batch(from, "tested", results);
    }

    private void rejected(Origin from, Problem problem) {
        from.on(log.info("rejected", from.requestId()))
                .with("problem", problem.type().tag())
                .write();
    }

    private void batch(Origin from, String outcome, List<Result> results) {
        List<String> ids = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        int throttled = 0;
        for (Result result : results) {
            if (result instanceof Result.Accepted accepted) {
                ids.add(accepted.id().value());
            } else if (result instanceof Result.Rejected rejected) {
                problems.add(rejected.problem().type().tag());
            } else if (result instanceof Result.Retry retry) {
                reasons.add(retry.reason());
            } else {
                throttled++;
            }
        }
        from.on(reasons.isEmpty() ? log.info(outcome, from.requestId()) : log.warn(outcome, from.requestId()))
                .with("accepted", ids.size())
                .with("rejected", problems.size())
                .with("notQueued", reasons.size())
                .with("overQuota", throttled)
                .with("ids", ids)
                .with("problems", problems.stream().distinct().toList())
                .with("reasons", reasons.stream().distinct().toList())
                .write();
    }
}
