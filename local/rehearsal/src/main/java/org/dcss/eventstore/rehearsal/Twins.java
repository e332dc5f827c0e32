package org.dcss.eventstore.rehearsal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.rehearsal.deployed.DeployedQueue;
import org.dcss.eventstore.rehearsal.deployed.Deployment;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The engines' tables and queues: those that were deployed, as far as functions write them. */
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

    /** Of those, what a deployment may change of a queue that is there. */
    private static final Set<QueueAttributeName> CHANGEABLE =
            Set.of(QueueAttributeName.REDRIVE_POLICY, QueueAttributeName.VISIBILITY_TIMEOUT);

    private final Engines engines;
    private final Set<String> tables = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<QueueAttributeName, String>> queues = new HashMap<>();

    Twins(Engines engines) {
        this.engines = engines;
    }

    /** Whether the engine has a table of this name. */
    boolean hasTable(String name) {
        return tables.contains(name);
    }

    /** Makes what is not there, a DLQ before those that move messages to it, and sets queues as they are set now. */
    void follow(Deployment deployment) {
        for (CreateTableRequest table : deployment.tables()) {
            if (!tables.contains(table.tableName())) {
                engines.dynamoDbClient().createTable(table);
                tables.add(table.tableName());
            }
        }
        deployment.queues().forEach(this::follow);
    }

    private void follow(DeployedQueue queue) {
        Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
        attributes.putAll(queue.attributes());
        attributes.keySet().retainAll(OF_DELIVERY);
        Map<QueueAttributeName, String> known = queues.put(queue.name(), Map.copyOf(attributes));
        if (known == null) {
            engines.sqsClient()
                    .createQueue(request -> request.queueName(queue.name()).attributes(attributes));
        } else if (!known.equals(attributes)) {
            attributes.keySet().retainAll(CHANGEABLE);
            engines.sqsClient()
                    .setQueueAttributes(
                            request -> request.queueUrl(url(queue.name())).attributes(attributes));
        }
    }

    /** Where a queue is in its engine. */
    String url(String queue) {
        return engines.sqsClient()
                .getQueueUrl(request -> request.queueName(queue))
                .queueUrl();
    }

    /** How many messages can be received from a queue; those that were received and may come again do not count. */
    int waiting(String queue) {
        return Integer.parseInt(engines.sqsClient()
                .getQueueAttributes(request ->
                        request.queueUrl(url(queue)).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }
}
