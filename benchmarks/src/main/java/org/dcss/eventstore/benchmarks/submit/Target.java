package org.dcss.eventstore.benchmarks.submit;

import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What takes events by HTTP, and the queue that it sends them to.
 *
 * @param sqs as submit makes it
 */
record Target(URI uri, String queueUrl, SqsClient sqs) {

    void emptyQueue() {
        sqs.purgeQueue(queue -> queue.queueUrl(queueUrl));
    }
}
