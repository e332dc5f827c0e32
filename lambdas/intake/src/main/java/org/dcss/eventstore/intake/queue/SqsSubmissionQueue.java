package org.dcss.eventstore.intake.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.ContentHash;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * An SQS queue. The message group is the source: on a FIFO queue it keeps the source's order, on a standard one, where it
 * is charged for, it keeps a noisy source from delaying the others (fair queues).
 */
public final class SqsSubmissionQueue implements SubmissionQueue {

    private static final int MAX_ENTRIES = 10;
    /** Of a request with several messages: what every queue takes; SQS charges for each 64 KB, so more saves nothing. */
    private static final int MAX_BYTES = 256 * 1024;

    private final SqsClient sqs;
    private final String url;
    private final boolean fifo;
    private final boolean groups;
    private final Executor executor;
    private final Clock clock;

    /**
     * A queue.
     *
     * @param url of a FIFO queue if it ends in {@code .fifo}
     * @param fairQueue whether messages of a standard queue have groups, too
     * @param executor runs the requests of one call side by side
     */
    public SqsSubmissionQueue(SqsClient sqs, String url, boolean fairQueue, Executor executor, Clock clock) {
        this.sqs = sqs;
        this.url = url;
        this.fifo = url.endsWith(".fifo");
        this.groups = fifo || fairQueue;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public List<SendResult> send(List<Message> messages, Instant answerBy) {
        if (messages.size() == 1) {
            return List.of(sendOne(messages.get(0), answerBy));
        }
        List<List<SendMessageBatchRequestEntry>> requests = split(messages);
        return fifo ? sendInOrder(requests, answerBy) : sendSideBySide(requests, answerBy);
    }

    private SendResult sendOne(Message message, Instant answerBy) {
        SendMessageRequest.Builder request =
                SendMessageRequest.builder().queueUrl(url).messageBody(MessageCodec.encode(message));
        if (groups) {
            request.messageGroupId(message.event().src().name());
        }
        if (fifo) {
            request.messageDeduplicationId(deduplicationId(message));
        }
        try {
            SendMessageResponse response = sqs.sendMessage(
                    request.overrideConfiguration(within(answerBy)).build());
            return response.messageId() == null ? new SendResult.Failed("no message id") : new SendResult.Sent();
        } catch (SdkException e) {
            return new SendResult.Failed(reason(e));
        }
    }

    private List<SendResult> sendSideBySide(List<List<SendMessageBatchRequestEntry>> requests, Instant answerBy) {
        List<CompletableFuture<List<SendResult>>> sent = requests.stream()
                .map(entries -> CompletableFuture.supplyAsync(() -> sendBatch(entries, answerBy), executor))
                .toList();
        return sent.stream().flatMap(results -> results.join().stream()).toList();
    }

    /** Sends nothing more after a failure: what comes later must not overtake what will be sent again. */
    private List<SendResult> sendInOrder(List<List<SendMessageBatchRequestEntry>> requests, Instant answerBy) {
        List<SendResult> results = new ArrayList<>();
        boolean failed = false;
        for (List<SendMessageBatchRequestEntry> entries : requests) {
            results.addAll(failed ? allFailed(entries, "not sent, to keep the order") : sendBatch(entries, answerBy));
            failed = results.stream().anyMatch(SendResult.Failed.class::isInstance);
        }
        return results;
    }

    private List<SendResult> sendBatch(List<SendMessageBatchRequestEntry> entries, Instant answerBy) {
        if (!clock.instant().isBefore(answerBy)) {
            return allFailed(entries, "out of time");
        }
        try {
            SendMessageBatchResponse response = sqs.sendMessageBatch(SendMessageBatchRequest.builder()
                    .queueUrl(url)
                    .entries(entries)
                    .overrideConfiguration(within(answerBy))
                    .build());
            List<SendResult> results = new ArrayList<>(allFailed(entries, "not confirmed"));
            response.successful().forEach(entry -> results.set(Integer.parseInt(entry.id()), new SendResult.Sent()));
            for (BatchResultErrorEntry entry : response.failed()) {
                results.set(Integer.parseInt(entry.id()), new SendResult.Failed(String.valueOf(entry.code())));
            }
            return results;
        } catch (SdkException e) {
            return allFailed(entries, reason(e));
        }
    }

    private List<List<SendMessageBatchRequestEntry>> split(List<Message> messages) {
        List<List<SendMessageBatchRequestEntry>> requests = new ArrayList<>();
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        int bytes = 0;
        for (Message message : messages) {
            String body = MessageCodec.encode(message);
            int size = body.getBytes(StandardCharsets.UTF_8).length;
            if (entries.size() == MAX_ENTRIES || (!entries.isEmpty() && bytes + size > MAX_BYTES)) {
                requests.add(entries);
                entries = new ArrayList<>();
                bytes = 0;
            }
            entries.add(entry(entries.size(), message, body));
            bytes += size;
        }
        requests.add(entries);
        return requests;
    }

    private SendMessageBatchRequestEntry entry(int index, Message message, String body) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(String.valueOf(index)).messageBody(body);
        if (groups) {
            entry.messageGroupId(message.event().src().name());
        }
        if (fifo) {
            entry.messageDeduplicationId(deduplicationId(message));
        }
        return entry.build();
    }

    /**
     * A hash of the event's key and content: the same event sent again is dropped by the queue, but not another content
     * under the same id, of which the consumer must hear.
     */
    private static String deduplicationId(Message message) {
        return Sha256.hex(message.event().key() + "\n" + ContentHash.of(message.event()));
    }

    private AwsRequestOverrideConfiguration within(Instant answerBy) {
        Duration left = Duration.between(clock.instant(), answerBy);
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left)
                .build();
    }

    private static List<SendResult> allFailed(List<SendMessageBatchRequestEntry> entries, String reason) {
        return Collections.nCopies(entries.size(), new SendResult.Failed(reason));
    }

    private static String reason(SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " by " + root.getClass().getSimpleName();
    }
}
