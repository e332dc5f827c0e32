package org.dcss.eventstore.local.engines.sqs.durable;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.elasticmq.DeduplicationId;
import org.elasticmq.FifoDeduplicationIdsHistory;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.mutable.ArrayBuffer;

/**
 * What a FIFO queue was sent within {@link #DEDUPLICATION}, without the messages' bodies: who sends a message again is answered
 * as the first time. ElasticMQ's own keeps the bodies, and copies all it remembers for each message.
 */
@SuppressWarnings("serial") // ElasticMQ writes it nowhere.
final class SentRecently extends FifoDeduplicationIdsHistory {

    /** Of SQS: how long a FIFO queue remembers what it was sent. */
    static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private record Sent(String id, OffsetDateTime created, Option<String> sequence) {}

    /** By deduplication id, in the order they were sent in. */
    private final Map<String, Sent> sent = new LinkedHashMap<>();

    SentRecently() {
        super(scala.collection.immutable.Map$.MODULE$.empty(), scala.collection.immutable.List$.MODULE$.empty());
    }

    @Override
    public FifoDeduplicationIdsHistory addNew(InternalMessage message) {
        message.messageDeduplicationId()
                .foreach(id ->
                        sent.putIfAbsent(id.id(), new Sent(message.id(), message.created(), message.sequenceNumber())));
        return this;
    }

    @Override
    public Option<InternalMessage> wasRegistered(Option<DeduplicationId> id) {
        return id.flatMap(known -> Option.apply(sent.get(known.id()))).map(SentRecently::message);
    }

    private static InternalMessage message(Sent sent) {
        return new InternalMessage(
                sent.id(),
                new ArrayBuffer<>(),
                0,
                new MessageContent(""),
                scala.collection.immutable.Map$.MODULE$.empty(),
                sent.created(),
                0,
                NeverReceived$.MODULE$,
                0,
                true,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                sent.sequence(),
                Option.empty());
    }

    @Override
    public FifoDeduplicationIdsHistory cleanOutdatedMessages(NowProvider clock) {
        var since = clock.now().minus(DEDUPLICATION);
        var oldest = sent.values().iterator();
        while (oldest.hasNext() && oldest.next().created().isBefore(since)) {
            oldest.remove();
        }
        return this;
    }
}
