package org.dcss.eventstore.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.Problem;
import org.dcss.eventstore.platform.ProblemType;
import org.dcss.eventstore.submit.Submission.Result;

/** One line for each request: whose it was, and the ids of what was accepted. */
final class SubmitLog {

    private final Log log;

    SubmitLog(Log log) {
        this.log = log;
    }

    void write(String requestId, Optional<Source> src, Submission submission) {
        String from = src.map(Source::name).orElse("");
        if (submission instanceof Refused refused) {
            // That the keys are unavailable has been logged with its cause.
            if (!refused.problem().type().equals(ProblemType.UNAVAILABLE)) {
                rejected(requestId, from, refused.problem());
            }
        } else if (submission instanceof Submission.Batch batch) {
            batch(requestId, from, batch.results());
        } else if (submission instanceof Submission.Single single) {
            single(requestId, from, single.result());
        }
    }

    private void single(String requestId, String src, Result result) {
        if (result instanceof Result.Accepted accepted) {
            log.info("accepted", requestId)
                    .with("src", src)
                    .with("id", accepted.id().value())
                    .write();
        } else if (result instanceof Rejected rejected) {
            rejected(requestId, src, rejected.problem());
        } else if (result instanceof Result.Retry retry) {
            log.warn("not-queued", requestId)
                    .with("src", src)
                    .with("reason", retry.reason())
                    .write();
        }
    }

    private void rejected(String requestId, String src, Problem problem) {
        log.info("rejected", requestId)
                .with("src", src)
                .with("problem", problem.type().tag())
                .write();
    }

    private void batch(String requestId, String src, List<Result> results) {
        List<String> ids = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Result result : results) {
            if (result instanceof Result.Accepted accepted) {
                ids.add(accepted.id().value());
            } else if (result instanceof Rejected rejected) {
                problems.add(rejected.problem().type().tag());
            } else if (result instanceof Result.Retry retry) {
                reasons.add(retry.reason());
            }
        }
        Log.Line line = reasons.isEmpty() ? log.info("batch", requestId) : log.warn("batch", requestId);
        line.with("src", src)
                .with("accepted", ids.size())
                .with("rejected", problems.size())
                .with("notQueued", reasons.size())
                .with("ids", ids)
                .with("problems", problems.stream().distinct().toList())
                .with("reasons", reasons.stream().distinct().toList())
                .write();
    }
}
