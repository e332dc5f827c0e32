package org.dcss.eventstore.local.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Closes the connection of a client that takes too long for something. */
final class TimeLimit {

    /** As long as API Gateway has for a whole request. */
    private static final Duration FOR_BODY = Duration.ofSeconds(30);

    /** For an answer of any size: a machine under load, and a client that pauses, are not rude. */
    private static final Duration FOR_ANSWER = Duration.ofSeconds(15);

    private static final long MIN_BYTES_PER_SECOND = 512;

    private TimeLimit() {}

    /** Starts the time that a client has to send a request's body; to be cancelled when it is there. */
    static Scheduler.Task forBody(Request request) {
        return closeAfter(FOR_BODY, "body too slow", request);
    }

    /** Starts the time that a client has to read an answer of so many bytes; to be cancelled when it is written. */
    static Scheduler.Task forAnswer(long bytes, Request request) {
        return closeAfter(toRead(bytes), "answer read too slowly", request);
    }

    /** Not by the rate alone: it would leave an answer of two bytes four milliseconds, which a busy machine exceeds. */
    static Duration toRead(long bytes) {
        return FOR_ANSWER.plusSeconds(bytes / MIN_BYTES_PER_SECOND);
    }

    private static Scheduler.Task closeAfter(Duration time, String reason, Request request) {
        return request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getConnectionMetaData()
                                .getConnection()
                                .getEndPoint()
                                .close(new TimeoutException(reason)),
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
