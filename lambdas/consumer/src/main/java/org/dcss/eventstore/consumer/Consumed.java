package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.WriteReport;

/**
 * What became of a batch.
 *
 * @param conflicts messages whose ids stand for other contents: reported as done, and so deleted
 * @param clockDifferences per message that was decoded, the queue's sent time minus its acceptance: the way there, and the
 *     difference of two clocks
 */
record Consumed(
        WriteReport report,
        List<Retried> retried,
        List<Poisoned> poisoned,
        List<Conflict> conflicts,
        List<Duration> clockDifferences) {

    /** A message to be delivered again. */
    record Retried(SQSMessage message, String reason) {}

    /**
     * A message that can never be stored.
     *
     * @param kept whether it is in the DLQ for certain; if not, it must be delivered again
     */
    record Poisoned(SQSMessage message, String reason, boolean kept) {}

    /** A message whose id was claimed for another content. */
    record Conflict(SQSMessage message, EventKey key, Outcome.IdConflict with) {}

    /** The ids to report to SQS as failed; all others will be deleted. */
    List<String> failedIds() {
        return Stream.concat(
                        retried.stream().map(Retried::message),
                        poisoned.stream().filter(poison -> !poison.kept()).map(Poisoned::message))
                .map(SQSMessage::getMessageId)
                .toList();
    }
}
