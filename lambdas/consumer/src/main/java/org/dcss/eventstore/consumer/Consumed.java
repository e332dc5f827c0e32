package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;
import java.util.stream.Stream;
import org.dcss.eventstore.core.WriteReport;

/**
 * What became of a batch.
 *
 * @param retried messages to be delivered again
 */
record Consumed(WriteReport report, List<SQSMessage> retried, List<Poisoned> poisoned) {

    /**
     * A message that can never be stored.
     *
     * @param kept whether it is in the DLQ for certain; if not, it must be delivered again
     */
    record Poisoned(SQSMessage message, String reason, boolean kept) {}

    /** The ids to report to SQS as failed; all others will be deleted. */
    List<String> failedIds() {
        return Stream.concat(
                        retried.stream(),
                        poisoned.stream().filter(poison -> !poison.kept()).map(Poisoned::message))
                .map(SQSMessage::getMessageId)
                .toList();
    }
}
