package org.dcss.eventstore.append;

import java.time.Instant;
import java.util.List;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.stream.StreamQueue;
import org.dcss.eventstore.intake.queue.SendResult;
import org.dcss.eventstore.intake.queue.SubmissionQueue;

/** Sends streams' versions to the queue that submit sends events to. */
final class SqsStreamQueue implements StreamQueue {

    private final SubmissionQueue queue;

    SqsStreamQueue(SubmissionQueue queue) {
        this.queue = queue;
    }

    @Override
    public Reply<Event> send(Event event, Instant answerBy) {
        Message message = new Message(event, Slot.at(event.accepted()));
        SendResult result = queue.send(List.of(message), answerBy).get(0);
        return result instanceof SendResult.Failed failed
                ? new Reply.NoAnswer<>(failed.reason())
                : new Reply.Known<>(event);
    }
}
