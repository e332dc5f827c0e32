package org.dcss.eventstore.local.store;

import java.util.List;
import java.util.Objects;
import org.dcss.eventstore.local.engines.sqs.Queues;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What waits in the DLQ: acknowledged, kept, and seen by no reader. */
final class DeadLetters {

    /** As SQS limits it. */
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final String queue;
    private final String url;
    private long counted;

    DeadLetters(SqsClient sqs, Queues queues) {
        this.sqs = sqs;
        this.queue = queues.url();
        this.url = queues.dlqUrl();
    }

    /** How many messages there are; the last number known where the queue does not answer. */
    synchronized long count() {
        try {
            counted = Long.parseLong(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    + Long.parseLong(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
        } catch (SdkException | IllegalStateException e) {
            // Stopped already, or the disk is full, which is told elsewhere.
        }
        return counted;
    }

    /** Puts all of them back into the queue they came from, or begins to. Nothing may take from the queue yet. */
    void sendAgain() {
        if (count() == 0) {
            return;
        }
        if (url.endsWith(".fifo")) {
            sendOneByOne();
        } else {
            String arn = attribute(QueueAttributeName.QUEUE_ARN);
            sqs.startMessageMoveTask(move -> move.sourceArn(arn));
        }
    }

    /** ElasticMQ calls a FIFO queue's move completed, and has moved nothing. */
    private void sendOneByOne() {
        List<Message> received;
        do {
            received = sqs.receiveMessage(receive -> receive.queueUrl(url)
                            .maxNumberOfMessages(BATCH)
                            .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .messages();
            received.forEach(this::sendAgain);
        } while (!received.isEmpty());
    }

    private void sendAgain(Message message) {
        String group = Objects.requireNonNull(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
        sqs.sendMessage(Queues.again(queue, message.body(), group, message.messageId()));
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private String attribute(QueueAttributeName name) {
        return Queues.attribute(sqs, url, name);
    }
}
