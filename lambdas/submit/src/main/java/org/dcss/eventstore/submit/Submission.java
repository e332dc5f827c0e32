package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.List;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.platform.http.Problem;

/** What a request to submit came to. */
sealed interface Submission {

    /** What its client reads. */
    APIGatewayV2HTTPResponse answer();

    /** Nothing of it was accepted, and no event looked at. */
    record Refused(Problem problem) implements Submission {

        @Override
        public APIGatewayV2HTTPResponse answer() {
            return Answers.of(problem);
        }
    }

    /** One event was sent. */
    record Single(Result result) implements Submission {

        @Override
        public APIGatewayV2HTTPResponse answer() {
            return Answers.of(result);
        }
    }

    /** An array or lines of events were sent; the results are in their order. */
    record Batch(List<Result> results) implements Submission {

        @Override
        public APIGatewayV2HTTPResponse answer() {
            return Answers.of(results, false);
        }
    }

    /** What a test key sent, and what it would have come to: nothing was queued. */
    record Tested(Submission instead) implements Submission {

        @Override
        public APIGatewayV2HTTPResponse answer() {
            return Answers.tested(instead);
        }
    }

    /** What became of one event. */
    sealed interface Result {

        /** The queue has it. */
        record Accepted(EventId id) implements Result {}

        /** It must be another; the others of its request go on. */
        record Rejected(Problem problem) implements Result {}

        /** The queue did not confirm it; to be sent again. */
        record Retry(String reason) implements Result {}

        /** The source has used its quota up; to be sent again after this time. */
        record Throttled(Duration retryAfter) implements Result {}
    }
}
