package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.submit.Submission.Result;

/**
 * The way of a request, step after step: content, elements, verdicts, messages, results. Safe for use by several threads.
 */
public final class Submitter {

    private final EventCheck check;
    private final SubmissionQueue queue;
    private final Supplier<EventId> newIds;
    private final Clock clock;

    /**
     * A submitter.
     *
     * @param newIds ids for events that come without one, never the same twice
     */
    public Submitter(EventCheck check, SubmissionQueue queue, Supplier<EventId> newIds, Clock clock) {
        this.check = check;
        this.queue = queue;
        this.newIds = newIds;
        this.clock = clock;
    }

    /**
     * Submits what the request holds.
     *
     * @param caller whose key came with the request; a test key's events are checked and answered, but not queued
     * @param answerBy when to stop trying
     */
    Submission submit(APIGatewayV2HTTPEvent request, Caller caller, Instant answerBy) {
        Body body = BodySplitter.split(ContentReader.read(request));
        if (!(body instanceof Body.Elements events)) {
            return (Refused) body;
        }
        int longest = events.isBatch() ? IdempotencyKey.MAX_LENGTH_OF_BATCH : IdempotencyKey.MAX_LENGTH;
        Optional<String> header = Optional.ofNullable(request.getHeaders().get("idempotency-key"));
        Optional<IdempotencyKey> key = header.flatMap(value -> IdempotencyKey.parse(value, longest));
        if (header.isPresent() && key.isEmpty()) {
            return new Refused(Problems.invalidIdempotencyKey(longest));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Element element : events.elements()) {
            verdicts.add(caller.judge(check.check(element, caller.src())));
        }
        List<Outgoing> outgoing = MessageMaker.messages(
                verdicts,
                caller.src(),
                place -> id(key, events.isBatch(), place),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<Result> results = send(outgoing, caller, answerBy);
        Submission submission =
                events.isBatch() ? new Submission.Batch(results) : new Submission.Single(results.get(0));
        return caller.isTest() ? new Submission.Tested(submission) : submission;
    }

    private EventId id(Optional<IdempotencyKey> key, boolean isBatch, int place) {
        return key.map(named -> isBatch ? named.idAt(place) : named.id()).orElseGet(newIds);
    }

    /** Last step: queues the messages and says of each event what became of it. */
    private List<Result> send(List<Outgoing> outgoing, Caller caller, Instant answerBy) {
        List<Message> messages = new ArrayList<>();
        for (Outgoing one : outgoing) {
            if (one instanceof Outgoing.Ready ready) {
                messages.add(ready.message());
            }
        }
        Iterator<SendResult> sent = messages.isEmpty()
                ? List.<SendResult>of().iterator()
                : queue(messages, caller, answerBy).iterator();
        List<Result> results = new ArrayList<>();
        for (Outgoing one : outgoing) {
            results.add(one instanceof Outgoing.Ready ready ? result(ready.message(), sent.next()) : (Rejected) one);
        }
        return results;
    }

    private List<SendResult> queue(List<Message> messages, Caller caller, Instant answerBy) {
        return caller.isTest()
                ? Collections.nCopies(messages.size(), new SendResult.Sent())
                : queue.send(messages, answerBy);
    }

    private static Result result(Message message, SendResult sent) {
        if (sent instanceof SendResult.Failed failed) {
            return new Result.Retry(failed.reason());
        } else if (sent instanceof SendResult.OverQuota over) {
            return new Result.Throttled(over.retryAfter());
        }
        return new Result.Accepted(message.event().id());
    }
}
