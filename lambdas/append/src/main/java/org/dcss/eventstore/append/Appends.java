package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.stream.Appender;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.intake.key.Caller;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.queue.SourceQuotas;

/** The way of a request whose key is known: what it asks for, what its key and its source's quota allow, and the append. */
final class Appends {

    private final Appender appender;
    private final SourceQuotas quotas;
    private final Supplier<EventId> newIds;
    private final int maxBytes;

    /**
     * The way of requests.
     *
     * @param newIds ids for appends that come without one, never the same twice
     * @param maxBytes of a body, unpacked
     */
    Appends(Appender appender, SourceQuotas quotas, Supplier<EventId> newIds, int maxBytes) {
        this.appender = appender;
        this.quotas = quotas;
        this.newIds = newIds;
        this.maxBytes = maxBytes;
    }

    Appending append(APIGatewayV2HTTPEvent request, Caller caller, Instant answerBy) {
        return AppendRequest.read(request, caller.src(), newIds, maxBytes)
                .then(read -> caller.check(read, StreamEvent.TYPE))
                .then(read -> new Checked.Good<>(append(read, caller, answerBy)))
                .either(done -> done, Appending.Refused::new);
    }

    private Appending append(AppendRequest request, Caller caller, Instant answerBy) {
        if (caller.isTest()) {
            return new Appending.Done(request, appender.test(request.draft(), request.expected(), answerBy), true);
        }
        Optional<Duration> retryAfter =
                quotas.take(caller.src(), request.draft().data().length());
        return retryAfter
                .<Appending>map(Appending.Throttled::new)
                .orElseGet(() -> new Appending.Done(
                        request, appender.append(request.draft(), request.expected(), answerBy), false));
    }
}
