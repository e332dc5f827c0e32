package org.dcss.eventstore.submit;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.intake.key.Authenticator;
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

    /**
     * Writes the line.
     *
     * @param gatewayId the gateway's own id of the request, by which its access log tells the address it came from
     */
    void write(String requestId, String gatewayId, Authenticator.Result caller, Submission submission) {
        Request from = Request.of(requestId, gatewayId, caller);
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
    void hit(String requestId, String gatewayId, Source src, Result result) {
        single(new Request(requestId, gatewayId, src.name(), ""), result);
    }

    /** Whose request it is; each part empty where it is not known. */
    private record Request(String id, String gatewayId, String src, String key) {

        static Request of(String id, String gatewayId, Authenticator.Result caller) {
            if (caller instanceof Authenticator.Result.Authenticated known) {
                return new Request(
                        id,
                        gatewayId,
                        known.caller().src().name(),
                        known.caller().keyId());
            }
            return new Request(
                    id,
                    gatewayId,
                    "",
                    caller instanceof Authenticator.Result.Refused refused
                            ? refused.keyId().orElse("")
                            : "");
        }

        Log.Line on(Log.Line line) {
            return line.with("gatewayRequestId", gatewayId).with("key", key).with("src", src);
        }
    }

    private void single(Request from, Result result) {
        if (result instanceof Result.Accepted accepted) {
            from.on(log.info("accepted", from.id()))
                    .with("id", accepted.id().value())
                    .write();
        } else if (result instanceof Result.Rejected rejected) {
            rejected(from, rejected.problem());
        } else if (result instanceof Result.Throttled) {
            rejected(from, Problems.overQuota());
        } else if (result instanceof Result.Retry retry) {
            from.on(log.warn("not-queued", from.id()))
                    .with("reason", retry.reason())
                    .write();
        }
    }

    private void tested(Request from, Submission instead) {
        List<Result> results = instead instanceof Submission.Batch batch
                ? batch.results()
                : instead instanceof Submission.Single single ? List.of(single.result()) : List.of();
        batch(from, "tested", results);
    }

    private void rejected(Request from, Problem problem) {
        from.on(log.info("rejected", from.id()))
                .with("problem", problem.type().tag())
                .write();
    }

    private void batch(Request from, String outcome, List<Result> results) {
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
        from.on(reasons.isEmpty() ? log.info(outcome, from.id()) : log.warn(outcome, from.id()))
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
