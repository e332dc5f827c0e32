package org.dcss.eventstore.local.engines.sqs.durable;

import java.time.Instant;
import java.time.ZoneOffset;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageId;
import org.elasticmq.NeverReceived$;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.mutable.ArrayBuffer;

/**
 * A message as it was at one moment: ElasticMQ's own is changed by the queue's thread at any time.
 *
 * @param attributes as {@link AttributesFormat} writes them
 * @param position within its batch
 * @param available epoch milliseconds of its first delivery, later than {@code created} if it was sent with a delay
 * @param source the queue it came from, if this is a DLQ
 */
record StoredMessage(
        String id,
        String body,
        @Nullable String attributes,
        Instant created,
        int position,
        long available,
        int receives,
        @Nullable Instant firstReceived,
        @Nullable String group,
        @Nullable String deduplication,
        @Nullable String trace,
        @Nullable String sequence,
        @Nullable String source) {

    static StoredMessage of(InternalMessage message) {
        return new StoredMessage(
                message.id(),
                message.content().value(),
                AttributesFormat.write(message.messageAttributes()),
                message.created().toInstant(),
                message.orderIndex(),
                message.nextDelivery(),
                message.receiveCount(),
                firstReceived(message),
                message.messageGroupId().getOrElse(() -> null),
                message.messageDeduplicationId().map(DeduplicationId::id).getOrElse(() -> null),
                message.tracingId().map(TracingId::id).getOrElse(() -> null),
                message.sequenceNumber().getOrElse(() -> null),
                message.deadLetterSourceQueueName().getOrElse(() -> null));
    }

    static @Nullable Instant firstReceived(InternalMessage message) {
        return message.firstReceive() instanceof OnDateTimeReceived received
                ? received.when().toInstant()
                : null;
    }

    /** Visible at once: whoever received it in an earlier process is gone. */
    InternalMessage toInternalMessage(boolean fifo) {
        var receipts = new ArrayBuffer<String>();
        if (receives > 0) {
            // ElasticMQ takes a message off a queue that redrives it by its last receipt.
            receipts.addOne(DeliveryReceipt.generate(new MessageId(id)).receipt());
        }
        return new InternalMessage(
                id,
                receipts,
                available,
                new MessageContent(body),
                AttributesFormat.read(attributes),
                created.atOffset(ZoneOffset.UTC),
                position,
                received(),
                receives,
                fifo,
                Option.apply(group),
                Option.apply(deduplication).map(DeduplicationId::new),
                Option.apply(trace).map(TracingId::new),
                Option.apply(sequence),
                Option.apply(source));
    }

    private Received received() {
        return firstReceived == null
                ? NeverReceived$.MODULE$
                : new OnDateTimeReceived(firstReceived.atOffset(ZoneOffset.UTC));
    }
}
