package org.dcss.eventstore.submit;

import java.time.Duration;
import java.util.List;
import org.dcss.eventstore.core.EventId;

/** What a request to submit came to. */
sealed interface Submission permits Submission.Single, Submission.Batch, Submission.Tested, Refused {

    /** One event was sent. */
    record Single(Result result) implements Submission {}

    /** An array or lines of events were sent; the results are in their order. */
    record Batch(List<Result> results) implements Submission {}

    /** What a test key sent, and what it would have come to: nothing was queued. */
    record Tested(Submission instead) implements Submission {}

    /** What became of one event. */
    sealed interface Result permits Result.Accepted, Rejected, Result.Retry, Result.Throttled {

        /** The queue has it. */
        record Accepted(EventId id) implements Result {}

        /** The queue did not confirm it; to be sent again. */
        record Retry(String reason) implements Result {}

        /** The source has used its quota up; to be sent again after this time. */
        record Throttled(Duration retryAfter) implements Result {}
    }
}
