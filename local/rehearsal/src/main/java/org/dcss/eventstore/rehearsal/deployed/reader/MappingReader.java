package org.dcss.eventstore.rehearsal.deployed.reader;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.DeployedMapping;
import org.dcss.eventstore.rehearsal.deployed.DeployedQueue;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads what leads from the queue to its consumer. */
final class MappingReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many batches Lambda starts with; without a maximum it goes on from there. */
    private static final int INITIAL_CONCURRENCY = 5;

    private final LambdaClient lambda;
    private final SqsClient sqs;
    private final FunctionReader functions;

    MappingReader(LambdaClient lambda, SqsClient sqs, FunctionReader functions) {
        this.lambda = lambda;
        this.sqs = sqs;
        this.functions = functions;
    }

    /**
     * The one mapping to a function of this deployment.
     *
     * @throws DeploymentException if there is not exactly one, or it would not work
     */
    DeployedMapping read(String name) throws DeploymentException {
        List<EventSourceMappingConfiguration> found =
                lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                        .filter(mapping -> mapping.functionArn().contains(":function:" + name + "-"))
                        .toList();
        if (found.size() != 1) {
            throw new DeploymentException("there are " + found.size() + " event source mappings of " + name);
        }
        EventSourceMappingConfiguration mapping = found.get(0);
        if (!mapping.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)) {
            throw new DeploymentException("the event source mapping does not take partial failures");
        }
        DeployedFunction function = functions.read(mapping.functionArn());
        DeployedQueue queue = queue(mapping.eventSourceArn());
        check(function, queue, mapping.eventSourceArn());
        Integer concurrency =
                mapping.scalingConfig() == null ? null : mapping.scalingConfig().maximumConcurrency();
        Integer window = mapping.maximumBatchingWindowInSeconds();
        return new DeployedMapping(
                function,
                queue,
                new MappingOptions(
                        mapping.batchSize(),
                        Duration.ofSeconds(window == null ? 0 : window),
                        concurrency == null ? INITIAL_CONCURRENCY : concurrency),
                // Until it is disabled altogether, Lambda says Disabling, and may still hand over.
                !mapping.state().equals("Disabled"));
    }

    /** What AWS checks when a mapping is made. */
    private static void check(DeployedFunction function, DeployedQueue queue, String arn) throws DeploymentException {
        for (String action : List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")) {
            if (!function.mayDo().allows(action, arn)) {
                throw new DeploymentException(function.role() + " may not " + action + " on " + arn);
            }
        }
        Duration visibility =
                Duration.ofSeconds(Long.parseLong(queue.attributes().get(QueueAttributeName.VISIBILITY_TIMEOUT)));
        if (visibility.compareTo(function.settings().timeout()) < 0) {
            throw new DeploymentException(queue.name() + " shows messages again before its function's timeout");
        }
    }

    /** The DLQ of a queue. */
    Optional<DeployedQueue> deadLetters(DeployedQueue queue) throws DeploymentException {
        String redrive = queue.attributes().get(QueueAttributeName.REDRIVE_POLICY);
        if (redrive == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    queue(JSON.readTree(redrive).path("deadLetterTargetArn").asText()));
        } catch (IOException e) {
            throw new DeploymentException("the redrive policy of " + queue.name() + " is not JSON", e);
        }
    }

    private DeployedQueue queue(String arn) {
        String name = Arn.parse(arn).resource();
        String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        return new DeployedQueue(
                name,
                url,
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes());
    }
}
