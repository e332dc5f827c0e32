package org.dcss.eventstore.local.engines.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A queue and its DLQ, by URL. */
public record Queues(String url, String dlqUrl) {

    /**
     * What to create: the DLQ's name is derived from the queue's.
     *
     * @param visibility whole seconds, up to 12 hours
     * @param maxReceives deliveries before a message goes to the DLQ
     */
    public record Spec(String name, boolean fifo, Duration visibility, int maxReceives) {
        private static final Duration MAX_VISIBILITY = Duration.ofHours(12);

        public Spec {
            if (visibility.isNegative() || visibility.compareTo(MAX_VISIBILITY) > 0 || visibility.toNanosPart() != 0) {
                throw new IllegalArgumentException("not a visibility timeout in whole seconds: " + visibility);
            }
            if (maxReceives < 1) {
                throw new IllegalArgumentException("a message must be received at least once: " + maxReceives);
            }
        }

        private String queueName() {
            return name + suffix();
        }

        private String dlqName() {
            return name + "-dlq" + suffix();
        }

        private String suffix() {
            return fifo ? ".fifo" : "";
        }
    }

    /** Creates both, or brings those that exist to what {@code spec} says. */
    public static Queues ensure(SqsClient sqs, Spec spec) {
        var dlqUrl = ensure(sqs, spec.dlqName(), spec.fifo(), Map.of());
        var dlqArn = attribute(sqs, dlqUrl, QueueAttributeName.QUEUE_ARN);
        var url = ensure(
                sqs,
                spec.queueName(),
                spec.fifo(),
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(spec.visibility().toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + dlqArn + "\",\"maxReceiveCount\":" + spec.maxReceives() + "}"));
        return new Queues(url, dlqUrl);
    }

    /**
     * A message of a FIFO queue's DLQ, as it is sent to the queue again: in its group, and under another deduplication id than
     * it had. Sent within five minutes of that, the queue would swallow it, and it would be lost. By its id in the DLQ it is
     * swallowed only if it is in the queue already.
     *
     * @param url of the queue
     * @param id of the message in the DLQ
     */
    public static SendMessageRequest again(String url, String body, String group, String id) {
        return SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId("redrive-" + id)
                .build();
    }

    /** What a queue says of itself; {@code 0} where it says nothing. */
    public static String attribute(SqsClient sqs, String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "0");
    }

    private static String ensure(SqsClient sqs, String name, boolean fifo, Map<QueueAttributeName, String> attributes) {
        var existing = find(sqs, name);
        if (existing.isPresent()) {
            if (!attributes.isEmpty()) {
                sqs.setQueueAttributes(r -> r.queueUrl(existing.get()).attributes(attributes));
            }
            return existing.get();
        }
        var all = new HashMap<>(attributes);
        if (fifo) {
            all.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        return sqs.createQueue(r -> r.queueName(name).attributes(all)).queueUrl();
    }

    private static Optional<String> find(SqsClient sqs, String name) {
        try {
            return Optional.of(sqs.getQueueUrl(r -> r.queueName(name)).queueUrl());
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }
}
