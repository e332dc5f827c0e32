package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.EventWriter;
import org.dcss.eventstore.core.MalformedMessageException;
import org.dcss.eventstore.core.Message;
import org.dcss.eventstore.core.MessageCodec;
import org.dcss.eventstore.core.Outcome;
import org.dcss.eventstore.core.WriteReport;

/** Places a batch of queue messages, and moves those that can never be placed to the DLQ. */
final class Consumer {

    /** A start further ahead than this was not stamped by a clock that can be trusted. */
    private static final Duration FARTHEST_AHEAD = Duration.ofHours(1);

    private final EventWriter writer;
    private final DeadLetters deadLetters;
    private final Clock clock;

    Consumer(EventWriter writer, DeadLetters deadLetters, Clock clock) {
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Consumes a batch; idempotent. Calls to the tables start before the deadline only. */
    Consumed consume(List<SQSMessage> batch, Instant deadline) {
        List<SQSMessage> decoded = new ArrayList<>(batch.size());
        List<Message> messages = new ArrayList<>(batch.size());
        List<Consumed.Poisoned> poisoned = new ArrayList<>();
        Instant latest = clock.instant().plus(FARTHEST_AHEAD);
        for (SQSMessage delivered : batch) {
            try {
                Message message = MessageCodec.decode(delivered.getBody());
                if (message.start().start().isAfter(latest)) {
                    poisoned.add(poison(delivered, "accepted more than " + FARTHEST_AHEAD + " ahead of time"));
                } else {
                    decoded.add(delivered);
                    messages.add(message);
                }
            } catch (MalformedMessageException e) {
                poisoned.add(poison(delivered, String.valueOf(e.getMessage())));
            }
        }
        WriteReport report = writer.write(messages, deadline);
        List<SQSMessage> retried = new ArrayList<>();
        for (int i = 0; i < decoded.size(); i++) {
            Outcome outcome = report.outcomes().get(i);
            if (outcome instanceof Outcome.Poison poison) {
                poisoned.add(poison(decoded.get(i), poison.reason()));
            } else if (outcome instanceof Outcome.Retry) {
                retried.add(decoded.get(i));
            }
        }
        return new Consumed(report, retried, poisoned);
    }

    private Consumed.Poisoned poison(SQSMessage message, String reason) {
        return new Consumed.Poisoned(message, reason, deadLetters.keep(message, reason));
    }
}
