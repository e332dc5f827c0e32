package org.dcss.eventstore.local.dlq;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.message.MalformedMessageException;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.message.NewerMessageException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message of the DLQ.
 *
 * @param id the message's in the DLQ
 * @param receipt by which it is deleted or released
 * @param reason why it cannot be stored: what the consumer said, or that all its deliveries failed
 * @param originalId the id it had in the queue, where the consumer moved it
 * @param sent when it came into the DLQ or, where a standard queue moved it there, into the queue
 * @param group of a FIFO queue's message
 * @param event empty if the body is not to be understood
 */
record Letter(
        String id,
        String receipt,
        String body,
        String reason,
        Optional<String> originalId,
        Instant sent,
        Optional<String> group,
        Optional<Event> event) {

    /** What the consumer calls them; its tests hold the names. */
    private static final String REASON = "Reason";

    private static final String ORIGINAL_ID = "OriginalMessageId";

    /** Where the queue itself moved the message. */
    private static final String TOO_OFTEN = "every delivery failed";

    static Letter of(Message message) {
        Map<String, MessageAttributeValue> attributes = message.messageAttributes();
        Optional<String> sent = attribute(message, MessageSystemAttributeName.SENT_TIMESTAMP);
        return new Letter(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                attributes.containsKey(REASON) ? attributes.get(REASON).stringValue() : TOO_OFTEN,
                Optional.ofNullable(attributes.get(ORIGINAL_ID)).map(MessageAttributeValue::stringValue),
                Instant.ofEpochMilli(Long.parseLong(sent.orElse("0"))),
                attribute(message, MessageSystemAttributeName.MESSAGE_GROUP_ID),
                event(message.body()));
    }

    private static Optional<String> attribute(Message message, MessageSystemAttributeName name) {
        return Optional.ofNullable(message.attributes().get(name));
    }

    private static Optional<Event> event(String body) {
        try {
            return Optional.of(MessageCodec.decode(body).event());
        } catch (MalformedMessageException | NewerMessageException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** The source; {@code ?} if nothing tells it. */
    String src() {
        return event.map(known -> known.src().name()).or(() -> group).orElse("?");
    }

    /** The event's type; {@code ?} if the body is not to be understood. */
    String type() {
        return event.map(known -> known.type().name()).orElse("?");
    }

    /** When the event was accepted or, where that cannot be told, the message was sent. */
    Instant since() {
        return event.map(Event::accepted).orElse(sent);
    }
}
