package org.dcss.eventstore.rehearsal.traffic;

import java.net.URI;
import java.util.Map;
import org.dcss.eventstore.local.engines.access.Clients;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How much is in a queue of the rehearsal's engine. */
final class Backlog implements AutoCloseable {

    private final SqsClient sqs;
    private final String url;

    Backlog(URI queue) {
        this.url = queue.toString();
        this.sqs = SqsClient.builder()
                .endpointOverride(queue.resolve("/"))
                .region(Clients.REGION)
                .credentialsProvider(Clients.CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    /** Messages that can be received. */
    int waiting() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    /** Whether no message is in the queue, received or not. */
    boolean isEmpty() {
        return waiting() == 0 && count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) == 0;
    }

    private int count(QueueAttributeName attribute) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(attribute))
                .attributes();
        return Integer.parseInt(attributes.get(attribute));
    }

    @Override
    public void close() {
        sqs.close();
    }
}
