package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.intake.body.Body;
import org.dcss.eventstore.intake.body.BodySplitter;
import org.dcss.eventstore.intake.body.ContentReader;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.key.Caller;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.intake.queue.SendResult;
import org.dcss.eventstore.intake.queue.SubmissionQueue;
import org.dcss.eventstore.submit.Submission.Result;
import org.dcss.eventstore.intake.body.Content;
import org.dcss.eventstore.submit.envelope.Form;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.ValidEvent;

/**
 * The way of a request, step after step: content, elements, events, messages, results. Safe for use by several threads.
 *
 * <p>What is special to another system's envelope is between {@code DraftReader} and the schemas, which {@link EventCheck}
 * asks. All that goes before and all that follows is the same for all.
 */
public final class Submitter {

    /** The path's parameter of {@code POST /submit/{type}}. */
    private static final String TYPE = "type";

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
        return ContentReader.read(request)
                .then(content -> form(request, content)
                        .then(form -> BodySplitter.split(content)
                                .then(body -> submit(body, form, request.getHeaders(), caller, answerBy))))
                .either(submission -> submission, Submission.Refused::new);
    }

    private static Checked<Form> form(APIGatewayV2HTTPEvent request, Content content) {
        String type = request.getPathParameters().get(TYPE);
        if (type == null) {
            return new Checked.Good<>(content.isCloudEvents() ? new Form.CloudEvents() : new Form.Any());
        }
        return content.isCloudEvents()
                ? new Checked.Refused<>(Problems.cloudEventsForOneType())
                : new Checked.Good<>(new Form.DataOf(type));
    }

    private Checked<Submission> submit(
            Body body, Form form, Map<String, String> headers, Caller caller, Instant answerBy) {
        int longest = body.isBatch() ? IdempotencyKey.MAX_LENGTH_OF_BATCH : IdempotencyKey.MAX_LENGTH;
        Optional<String> header = Optional.ofNullable(headers.get("idempotency-key"));
        Optional<IdempotencyKey> key = header.flatMap(value -> IdempotencyKey.parse(value, longest));
        if (header.isPresent() && key.isEmpty()) {
            return new Checked.Refused<>(Problems.invalidIdempotencyKey(longest));
        }
        List<Checked<ValidEvent>> events = new ArrayList<>();
        for (Element element : body.elements()) {
            events.add(check.check(element, caller.src(), form).then(valid -> caller.check(valid, valid.type())));
        }
        List<Checked<Message>> messages = MessageMaker.messages(
                events,
                caller.src(),
                place -> id(key, body.isBatch(), place),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<Result> results = send(messages, caller, answerBy);
        Submission submission = body.isBatch() ? new Submission.Batch(results) : new Submission.Single(results.get(0));
        return new Checked.Good<>(caller.isTest() ? new Submission.Tested(submission) : submission);
    }

    private EventId id(Optional<IdempotencyKey> key, boolean isBatch, int place) {
        return key.map(named -> isBatch ? named.idAt(place) : named.id()).orElseGet(newIds);
    }

    /** Last step: queues the messages and says of each event what became of it. */
    private List<Result> send(List<Checked<Message>> messages, Caller caller, Instant answerBy) {
        List<Message> good = new ArrayList<>();
        for (Checked<Message> message : messages) {
            if (message instanceof Checked.Good<Message> ready) {
                good.add(ready.value());
            }
        }
        Iterator<SendResult> sent = good.isEmpty()
                ? List.<SendResult>of().iterator()
                : queue(good, caller, answerBy).iterator();
        List<Result> results = new ArrayList<>();
        for (Checked<Message> message : messages) {
            results.add(message.either(ready -> result(ready.event().id(), sent.next()), Result.Rejected::new));
        }
        return results;
    }

    private List<SendResult> queue(List<Message> messages, Caller caller, Instant answerBy) {
        return caller.isTest()
                ? Collections.nCopies(messages.size(), new SendResult.Sent())
                : queue.send(messages, answerBy);
    }

    /** What the queue's answer means for an event. */
    static Result result(EventId id, SendResult sent) {
        if (sent instanceof SendResult.Failed failed) {
            return new Result.Retry(failed.reason());
        } else if (sent instanceof SendResult.OverQuota over) {
            return new Result.Throttled(over.retryAfter());
        }
        return new Result.Accepted(id);
    }
}
