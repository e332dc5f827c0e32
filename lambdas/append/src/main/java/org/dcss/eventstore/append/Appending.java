package org.dcss.eventstore.append;

import java.time.Duration;
import org.dcss.eventstore.core.stream.AppendResult;
import org.dcss.eventstore.platform.http.Problem;

/** What a request to append came to. */
sealed interface Appending {

    /** The stream was not looked at. */
    record Refused(Problem problem) implements Appending {}

    /** The source has used its quota up; to be sent again after this time. */
    record Throttled(Duration retryAfter) implements Appending {}

    /**
     * The stream was asked.
     *
     * @param isTest whether the key is a test key, with which nothing was appended
     */
    record Done(AppendRequest request, AppendResult result, boolean isTest) implements Appending {}
}
