package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.message.MalformedMessageException;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.message.NewerMessageException;
import org.dcss.eventstore.core.write.Delivery;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.WriteReport;

/** Places a batch of queue messages, and moves those that can never be placed to the DLQ. */
final class Consumer {

    private static final String SENT = "SentTimestamp";
    private static final String GROUP = "MessageGroupId";
    private static final String RECEIVES = "ApproximateReceiveCount";

    private final EventWriter writer;
    private final DeadLetters deadLetters;
    private final Clock clock;
    /** A start further ahead than this was not stamped by a clock that can be trusted. */
    private final Duration farthestAhead;

    private final boolean ordered;

    /** @param ordered whether an event ahead of time holds up its source's next ones until they lie behind it */
    Consumer(EventWriter writer, DeadLetters deadLetters, Clock clock, boolean ordered) {
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.ordered = ordered;
        this.farthestAhead = ordered ? Duration.ofMinutes(1) : Duration.ofHours(1);
    }

    /** Consumes a batch; idempotent. Calls to the tables start before the deadline only. */
    Consumed consume(List<SQSMessage> batch, Instant deadline) {
        List<SQSMessage> decoded = new ArrayList<>(batch.size());
        List<Delivery> deliveries = new ArrayList<>(batch.size());
        List<Consumed.Poisoned> poisoned = new ArrayList<>();
        List<Consumed.Retried> retried = new ArrayList<>();
        List<Duration> clockDifferences = new ArrayList<>();
        Set<String> heldBack = new HashSet<>();
        Instant latest = clock.instant().plus(farthestAhead);
        for (SQSMessage delivered : batch) {
            String group = delivered.getAttributes().getOrDefault(GROUP, "");
            if (ordered && heldBack.contains(group)) {
                retried.add(new Consumed.Retried(delivered, "after one that is not placed yet"));
                continue;
            }
            try {
                Message message = decode(delivered);
                difference(delivered, message.event()).ifPresent(clockDifferences::add);
                if (message.start().start().isAfter(latest)) {
                    poisoned.add(poison(delivered, "accepted more than " + farthestAhead + " ahead of time"));
                } else {
                    decoded.add(delivered);
                    deliveries.add(new Delivery(message, delivered.getMessageId(), receives(delivered) > 1));
                }
            } catch (NewerMessageException e) {
                heldBack.add(group);
                retried.add(new Consumed.Retried(delivered, String.valueOf(e.getMessage())));
            } catch (MalformedMessageException e) {
                poisoned.add(poison(delivered, String.valueOf(e.getMessage())));
            }
        }
        WriteReport report = writer.write(deliveries, deadline);
        List<Consumed.Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < decoded.size(); i++) {
            Outcome outcome = report.outcomes().get(i);
            if (outcome instanceof Outcome.Poison poison) {
                poisoned.add(poison(decoded.get(i), poison.reason()));
            } else if (outcome instanceof Outcome.Retry retry) {
                retried.add(new Consumed.Retried(decoded.get(i), retry.reason()));
            } else if (outcome instanceof Outcome.IdConflict conflict) {
                Event event = deliveries.get(i).message().event();
                conflicts.add(new Consumed.Conflict(decoded.get(i), event.key(), conflict));
            }
        }
        return new Consumed(report, retried, poisoned, conflicts, clockDifferences);
    }

    /** Whatever is wrong with one message, and with the parser, is for this message alone. */
    private static Message decode(SQSMessage delivered) throws MalformedMessageException, NewerMessageException {
        try {
            return MessageCodec.decode(delivered.getBody());
        } catch (RuntimeException | StackOverflowError e) {
            throw new MalformedMessageException(
                    "cannot be decoded: " + e.getClass().getSimpleName());
        }
    }

    /**
     * How long after its acceptance by submit's clock the message was sent by the queue's; negative shows a difference. Nothing
     * of a stream's version, which the outbox may send much later.
     */
    private static Optional<Duration> difference(SQSMessage delivered, Event event) {
        return Optional.ofNullable(delivered.getAttributes().get(SENT))
                .filter(sent -> event.id().isClientMade() || !event.id().mayComeAgain())
                .map(sent -> Duration.between(event.accepted(), Instant.ofEpochMilli(Long.parseLong(sent))));
    }

    private static int receives(SQSMessage delivered) {
        return Integer.parseInt(delivered.getAttributes().getOrDefault(RECEIVES, "1"));
    }

    private Consumed.Poisoned poison(SQSMessage message, String reason) {
        return new Consumed.Poisoned(message, reason, deadLetters.keep(message, reason));
    }
}
