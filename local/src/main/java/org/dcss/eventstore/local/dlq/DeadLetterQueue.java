package org.dcss.eventstore.local.dlq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.local.engines.sqs.Queues;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A DLQ and the queue whose messages it keeps. For one thread. */
final class DeadLetterQueue {

    /** For how long nobody else sees what was received, if this process is killed before it releases it. */
    static final Duration HIDDEN = Duration.ofMinutes(5);

    /** SQS's own limit for one call. */
    private static final int BATCH = 10;

    /** SQS may answer one receive, or two, with nothing though there is something. */
    private static final int EMPTY_ANSWERS = 3;

    /** What to do with a message. */
    interface Visit {

        /** Returns whether the message is out of the DLQ now; else it is released when the walk ends. */
        boolean take(Letter letter) throws InterruptedException;
    }

    private final SqsClient sqs;
    private final String queue;
    private final String dlq;

    /** Both by URL. */
    DeadLetterQueue(SqsClient sqs, String queue, String dlq) {
        this.sqs = sqs;
        this.queue = queue;
        this.dlq = dlq;
    }

    boolean isFifo() {
        return dlq.endsWith(".fifo");
    }

    /** How many messages it holds, seen by others or not; SQS says: approximately. */
    long count() {
        return Long.parseLong(attribute(dlq, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Long.parseLong(attribute(dlq, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    /**
     * Shows each message once, until there are no others or it has shown {@code most}. A FIFO queue shows ten messages of a
     * group at a time, and the next only when those are gone.
     *
     * @return how many it has shown
     */
    int walk(int most, Visit visit) throws InterruptedException {
        Set<String> shown = new HashSet<>();
        List<String> kept = new ArrayList<>();
        try {
            int empty = 0;
            while (shown.size() < most && empty < EMPTY_ANSWERS) {
                boolean isNew = false;
                for (Message message : receive()) {
                    Letter letter = Letter.of(message);
                    // Before it is shown: whatever happens then, it is released.
                    kept.add(letter.receipt());
                    if (shown.size() < most && shown.add(letter.id())) {
                        isNew = true;
                        if (visit.take(letter)) {
                            kept.remove(kept.size() - 1);
                        }
                    }
                }
                empty = isNew ? 0 : empty + 1;
            }
            return shown.size();
        } finally {
            release(kept);
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(receive -> receive.queueUrl(dlq)
                        .maxNumberOfMessages(BATCH)
                        .visibilityTimeout((int) HIDDEN.toSeconds())
                        .waitTimeSeconds(1)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void release(List<String> receipts) {
        for (int from = 0; from < receipts.size(); from += BATCH) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (String receipt : receipts.subList(from, Math.min(from + BATCH, receipts.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(receipt)
                        .visibilityTimeout(0)
                        .build());
            }
            sqs.changeMessageVisibilityBatch(change -> change.queueUrl(dlq).entries(entries));
        }
    }

    /**
     * Sends a message to the queue, and only then deletes it here: whoever ends in between sends it again the next time, and
     * its event is stored once all the same.
     *
     * <p>In a FIFO queue it keeps its group; see {@link Queues#again}.
     */
    void sendBack(Letter letter) {
        sqs.sendMessage(
                isFifo()
                        ? Queues.again(queue, letter.body(), letter.group().orElse(letter.src()), letter.id())
                        : SendMessageRequest.builder()
                                .queueUrl(queue)
                                .messageBody(letter.body())
                                .build());
        delete(letter);
    }

    void delete(Letter letter) {
        sqs.deleteMessage(delete -> delete.queueUrl(dlq).receiptHandle(letter.receipt()));
    }

    /**
     * Has SQS move all messages to the queue; it goes on whether this process does or not.
     *
     * @param perSecond at most; without it as fast as SQS can
     */
    void startMove(Optional<Integer> perSecond) {
        String from = attribute(dlq, QueueAttributeName.QUEUE_ARN);
        // Named, since SQS does not know where messages came from that the consumer put here itself.
        String to = attribute(queue, QueueAttributeName.QUEUE_ARN);
        sqs.startMessageMoveTask(
                move -> move.sourceArn(from).destinationArn(to).maxNumberOfMessagesPerSecond(perSecond.orElse(null)));
    }

    /** The last move that was started, under way or not. */
    Optional<ListMessageMoveTasksResultEntry> lastMove() {
        String from = attribute(dlq, QueueAttributeName.QUEUE_ARN);
        return sqs.listMessageMoveTasks(list -> list.sourceArn(from).maxResults(1)).results().stream()
                .findFirst();
    }

    /** Ends a move that is under way; whether it was. */
    boolean endMove(ListMessageMoveTasksResultEntry move) {
        try {
            sqs.cancelMessageMoveTask(cancel -> cancel.taskHandle(move.taskHandle()));
            return true;
        } catch (SqsException e) {
            return false;
        }
    }

    private String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "0");
    }
}
