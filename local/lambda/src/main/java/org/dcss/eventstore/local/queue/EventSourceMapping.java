package org.dcss.eventstore.local.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.function.FailureLog;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Drains a queue into a function: deletes what the function did not report as failed, and leaves the rest to its
 * visibility timeout and the queue's redrive policy.
 */
public final class EventSourceMapping implements AutoCloseable {

    /** As SQS limits one receive and one batched delete. */
    private static final int ENTRIES = 10;

    private static final int WAIT_SECONDS = 1;
    private static final Duration END = Duration.ofSeconds(15);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final SqsClient sqs;
    private final String url;
    private final LambdaFunction function;
    private final MappingOptions options;
    private final Clock clock;
    private final FailureLog log;
    private final ExecutorService workers;
    private volatile boolean closing;

    private EventSourceMapping(
            SqsClient sqs, String url, LambdaFunction function, MappingOptions options, Clock clock, FailureLog log) {
        this.sqs = sqs;
        this.url = url;
        this.function = function;
        this.options = options;
        this.clock = clock;
        this.log = log;
        this.workers = Executors.newFixedThreadPool(options.concurrency());
    }

    /** Drains the queue until closed, and logs to standard error. */
    public static EventSourceMapping start(
            SqsClient sqs, String url, LambdaFunction function, MappingOptions options, Clock clock) {
        return start(sqs, url, function, options, clock, FailureLog.ofProcess(clock));
    }

    /** Drains the queue until closed, whatever fails meanwhile. */
    public static EventSourceMapping start(
            SqsClient sqs, String url, LambdaFunction function, MappingOptions options, Clock clock, FailureLog log) {
        EventSourceMapping mapping = new EventSourceMapping(sqs, url, function, options, clock, log);
        for (int i = 0; i < options.concurrency(); i++) {
            mapping.workers.execute(mapping::work);
        }
        return mapping;
    }

    // A worker that ends here drains nothing ever after.
    private void work() {
        while (!closing) {
            try {
                List<Message> batch = receive();
                if (!batch.isEmpty()) {
                    delete(batch, invoke(batch));
                }
            } catch (FunctionException | RuntimeException | Error e) {
                if (!closing) {
                    log.tell("a batch was not consumed; what is left of it comes again", e);
                }
                pause();
            }
        }
    }

    private List<Message> receive() {
        List<Message> batch = new ArrayList<>(receive(options.batchSize(), WAIT_SECONDS));
        Instant end = clock.instant().plus(options.window());
        while (!batch.isEmpty()
                && batch.size() < options.batchSize()
                && !closing
                && clock.instant().isBefore(end)) {
            batch.addAll(receive(options.batchSize() - batch.size(), WAIT_SECONDS));
        }
        return batch;
    }

    private List<Message> receive(int atMost, int waitSeconds) {
        return sqs.receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(url)
                        .maxNumberOfMessages(Math.min(atMost, ENTRIES))
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All")
                        .build())
                .messages();
    }

    private Set<String> invoke(List<Message> batch) throws FunctionException {
        return SqsEventFormat.failedIds(function.invoke(SqsEventFormat.event(batch, url)), batch);
    }

    private void delete(List<Message> batch, Set<String> failed) {
        List<DeleteMessageBatchRequestEntry> done = new ArrayList<>();
        for (Message message : batch) {
            if (!failed.contains(message.messageId())) {
                done.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(done.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
        }
        for (int i = 0; i < done.size(); i += ENTRIES) {
            List<DeleteMessageBatchRequestEntry> entries = done.subList(i, Math.min(i + ENTRIES, done.size()));
            sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops receiving and waits for the batches under way.
     *
     * @throws IllegalStateException if they have not ended after a time that is longer than any function's; they come
     *     again after their visibility timeout
     */
    @Override
    public void close() {
        closing = true;
        workers.shutdown();
        try {
            if (workers.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        throw new IllegalStateException("batches under way were cut off");
    }
}
