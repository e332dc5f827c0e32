package org.dcss.eventstore.append;

import org.dcss.eventstore.core.stream.AppendResult;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.intake.Origin;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.telemetry.Log;

/** One line for each request: whose it was, and which version it became. */
final class AppendLog {

    private final Log log;

    AppendLog(Log log) {
        this.log = log;
    }

    void write(Origin origin, Appending appending) {
        // That the keys are unavailable has been logged with its cause.
        if (appending instanceof Appending.Refused refused
                && refused.problem().type().equals(ProblemType.UNAVAILABLE)) {
            return;
        }
        Log.Line line = origin.on(line(origin.requestId(), appending));
        if (appending instanceof Appending.Done done) {
            Draft draft = done.request().draft();
            line.with("stream", draft.stream().value());
            if (draft.id().isClientMade()) {
                line.with("id", draft.id().value());
            }
            if (done.result() instanceof AppendResult.Unavailable unavailable) {
                line.with("reason", unavailable.reason());
            }
            if (Answers.version(done.result()) > 0) {
                line.with("version", Answers.version(done.result()));
            }
        }
        Answers.problem(appending)
                .ifPresent(problem -> line.with("problem", problem.type().tag()));
        line.write();
    }

    private Log.Line line(String requestId, Appending appending) {
        if (appending instanceof Appending.Done done) {
            return done.isTest() ? log.info("tested", requestId) : line(requestId, done.result());
        }
        return log.info(appending instanceof Appending.Throttled ? "over-quota" : "rejected", requestId);
    }

    private Log.Line line(String requestId, AppendResult result) {
        if (result instanceof AppendResult.Appended appended) {
            return appended.passedOn() ? log.info("appended", requestId) : log.warn("left-pending", requestId);
        } else if (result instanceof AppendResult.Repeated) {
            return log.info("appended-before", requestId);
        }
        return result instanceof AppendResult.Unavailable
                ? log.warn("not-confirmed", requestId)
                : log.info("rejected", requestId);
    }
}
