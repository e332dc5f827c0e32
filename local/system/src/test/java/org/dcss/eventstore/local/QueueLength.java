package org.dcss.eventstore.local;

import org.dcss.eventstore.local.engines.Engines;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages a queue has, with those that a consumer has taken and not yet deleted. */
final class QueueLength {

    private QueueLength() {}

    static int of(Engines engines, String url) {
        return engines
                .sqsClient()
                .getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
