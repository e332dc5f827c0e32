package org.dcss.eventstore.local.store;

import org.dcss.eventstore.local.engines.sqs.Queues;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What waits in the DLQ: acknowledged, kept, and seen by no reader. */
final class DeadLetters {

    private final SqsClient sqs;
    private final String url;
    private long counted;

    DeadLetters(SqsClient sqs, Queues queues) {
        this.sqs = sqs;
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

    /** Begins to put all of them back into the queue they came from. */
    void sendAgain() {
        if (count() > 0) {
            String arn = attribute(QueueAttributeName.QUEUE_ARN);
            sqs.startMessageMoveTask(move -> move.sourceArn(arn));
        }
    }

    private String attribute(QueueAttributeName name) {
        return Queues.attribute(sqs, url, name);
    }
}
