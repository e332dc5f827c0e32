package org.dcss.eventstore.rehearsal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.rehearsal.deployed.DeployedQueue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes in the engines what was deployed. */
final class Twins {

    /** What decides how messages are delivered; the rest is encryption, access and figures. */
    private static final Set<QueueAttributeName> OF_DELIVERY = Set.of(
            QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
            QueueAttributeName.DEDUPLICATION_SCOPE,
            QueueAttributeName.DELAY_SECONDS,
            QueueAttributeName.FIFO_QUEUE,
            QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
            QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
            QueueAttributeName.REDRIVE_POLICY,
            QueueAttributeName.VISIBILITY_TIMEOUT);

    private Twins() {}

    static void create(DynamoDbClient dynamoDb, List<CreateTableRequest> tables) {
        tables.forEach(dynamoDb::createTable);
    }

    /** Creates queues in their order: a DLQ before those that move messages to it. */
    static void create(SqsClient sqs, List<DeployedQueue> queues) {
        for (DeployedQueue queue : queues) {
            Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
            attributes.putAll(queue.attributes());
            attributes.keySet().retainAll(OF_DELIVERY);
            sqs.createQueue(request -> request.queueName(queue.name()).attributes(attributes));
        }
    }
}
