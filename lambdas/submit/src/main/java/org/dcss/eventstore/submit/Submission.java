package org.dcss.eventstore.submit;

import java.util.List;
import org.dcss.eventstore.core.EventId;

/** What a request to submit came to. */
sealed interface Submission permits Submission.Single, Submission.Batch, Refused {

    /** One event was sent. */
    record Single(Result result) implements Submission {}

    /** An array or lines of events were sent; the results are in their order. */
    record Batch(List<Result> results) implements Submission {}

    /** What became of one event. */
    sealed interface Result permits Result.Accepted, Rejected, Result.Retry {

        /** The queue has it. */
        record Accepted(EventId id) implements Result {}

        /** The queue did not confirm it; to be sent again. */
        record Retry(String reason) implements Result {}
    }
}
