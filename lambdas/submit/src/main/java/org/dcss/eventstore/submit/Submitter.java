package org.dcss.eventstore.submit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Message;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.submit.BodyReader.Body;
import org.dcss.eventstore.submit.EventCheck.Verdict;
import org.dcss.eventstore.submit.Submission.Result;

/** Takes a request's body apart, checks its events and queues the valid ones. Safe for use by several threads. */
final class Submitter {

    private final EventCheck check;
    private final SubmissionQueue queue;
    private final Supplier<EventId> newIds;
    private final Clock clock;

    /**
     * A submitter.
     *
     * @param newIds ids for events that come without one, never the same twice
     */
    Submitter(EventCheck check, SubmissionQueue queue, Supplier<EventId> newIds, Clock clock) {
        this.check = check;
        this.queue = queue;
        this.newIds = newIds;
        this.clock = clock;
    }

    /**
     * Submits what the body holds.
     *
     * @param caller whose key came with the request; a test key's events are not queued
     * @param idempotencyKey the header's value, if there is one
     * @param answerBy when to stop trying
     */
    Submission submit(String body, Caller caller, Optional<String> idempotencyKey, Instant answerBy) {
        Body<Verdict> read = BodyReader.read(body, draft -> caller.judge(check.check(draft, caller.src())));
        if (read instanceof Body.Single<Verdict> single) {
            Optional<IdempotencyKey> key = parse(idempotencyKey, IdempotencyKey.MAX_LENGTH);
            if (key.isEmpty() && idempotencyKey.isPresent()) {
                return new Submission.Refused(Problems.invalidIdempotencyKey(IdempotencyKey.MAX_LENGTH));
            }
            List<Verdict> verdicts = List.of(single.event());
            return new Submission.Single(queue(verdicts, caller, place -> id(key.map(IdempotencyKey::id)), answerBy)
                    .get(0));
        } else if (read instanceof Body.Batch<Verdict> batch) {
            Optional<IdempotencyKey> key = parse(idempotencyKey, IdempotencyKey.MAX_LENGTH_OF_BATCH);
            if (key.isEmpty() && idempotencyKey.isPresent()) {
                return new Submission.Refused(Problems.invalidIdempotencyKey(IdempotencyKey.MAX_LENGTH_OF_BATCH));
            }
            return new Submission.Batch(
                    queue(batch.events(), caller, place -> id(key.map(base -> base.idAt(place))), answerBy));
        }
        return new Submission.Refused(((Body.Unreadable<Verdict>) read).problem());
    }

    private static Optional<IdempotencyKey> parse(Optional<String> header, int longest) {
        return header.flatMap(value -> IdempotencyKey.parse(value, longest));
    }

    private EventId id(Optional<EventId> fromHeader) {
        return fromHeader.orElseGet(newIds);
    }

    /** Queues the valid ones: each a slot further than the one before, so that they keep their order. */
    private List<Result> queue(List<Verdict> verdicts, Caller caller, IntFunction<EventId> ids, Instant answerBy) {
        Instant accepted = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Message> messages = new ArrayList<>(verdicts.size());
        for (int place = 0; place < verdicts.size(); place++) {
            if (verdicts.get(place) instanceof Verdict.Valid valid) {
                int placed = place;
                EventId id = valid.id().orElseGet(() -> ids.apply(placed));
                messages.add(new Message(
                        new Event(id, valid.type(), caller.src(), accepted, valid.data()),
                        Slot.at(accepted.plusMillis(place))));
            }
        }
        List<SendResult> sent = messages.isEmpty() ? List.of() : send(messages, caller, answerBy);
        return results(verdicts, messages.iterator(), sent.iterator());
    }

    private List<SendResult> send(List<Message> messages, Caller caller, Instant answerBy) {
        return caller.isTest()
                ? Collections.nCopies(messages.size(), new SendResult.Sent())
                : queue.send(messages, answerBy);
    }

    private static List<Result> results(List<Verdict> verdicts, Iterator<Message> messages, Iterator<SendResult> sent) {
        List<Result> results = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Rejected rejected) {
                results.add(new Result.Rejected(rejected.problem()));
            } else {
                Message message = messages.next();
                results.add(result(sent.next(), message));
            }
        }
        return results;
    }

    private static Result result(SendResult sent, Message message) {
        if (sent instanceof SendResult.Failed failed) {
            return new Result.Retry(failed.reason());
        } else if (sent instanceof SendResult.OverQuota over) {
            return new Result.Throttled(over.retryAfter());
        }
        return new Result.Accepted(message.event().id());
    }
}
