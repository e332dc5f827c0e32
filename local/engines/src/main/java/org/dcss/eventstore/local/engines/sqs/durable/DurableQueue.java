package org.dcss.eventstore.local.engines.sqs.durable;

import java.util.List;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Status;
import org.elasticmq.MessageData;
import org.elasticmq.MoveDestination;
import org.elasticmq.NewMessageData;
import org.elasticmq.QueueData;
import org.elasticmq.VisibilityTimeout;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueActor;
import org.elasticmq.actor.queue.QueueActorStorage;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.actor.queue.QueueEventWithOperationStatus;
import org.elasticmq.actor.reply.DoNotReply;
import org.elasticmq.actor.reply.ReplyAction;
import org.elasticmq.actor.reply.ReplyWith;
import org.elasticmq.msg.ClearQueue;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.QueueMessageMsg;
import org.elasticmq.msg.QueueQueueMsg;
import org.elasticmq.rest.sqs.SQSException;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;

/**
 * ElasticMQ's queue, which answers a send, a delete and a purge when the change is stored. Changes go to the store from
 * the queue's own thread, so they are stored in the order they happened in.
 */
@SuppressWarnings("unchecked")
final class DurableQueue extends QueueActor {
    private static final int SERVICE_UNAVAILABLE = 503;

    /** So many deleted messages may be kept, however few are left. */
    private static final int DELETED_AT_LEAST = 256;

    private final MessageStore store;
    private int deleted;

    DurableQueue(NowProvider clock, QueueData queue, Option<ActorRef> dlq, MessageStore store) {
        super(clock, queue, dlq, Option.empty(), Option.empty(), Option.empty());
        this.store = store;
    }

    /** Before anything is asked of the queue. */
    @Override
    public void preStart() throws Exception {
        super.preStart();
        var fifo = queueData().isFifo();
        if (fifo) {
            messageQueue_$eq(new FifoMessages());
            fifoMessagesHistory_$eq(new SentRecently());
        }
        var deduplicated = nowProvider().now().toInstant().minus(SentRecently.DEDUPLICATION);
        for (var message : store.restore(name())) {
            var restored = message.toInternalMessage(fifo);
            messageQueue().$plus$eq(restored);
            if (fifo && message.created().isAfter(deduplicated)) {
                fifoMessagesHistory_$eq(fifoMessagesHistory().addNew(restored));
            }
        }
    }

    @Override
    public QueueActorStorage.ResultWithEvents<MessageData> handleOrRedirectMessage(
            NewMessageData message, ActorContext context) {
        var sent = super.handleOrRedirectMessage(message, context);
        // A FIFO duplicate changes nothing, but what it repeats may still be waiting to be stored.
        store.write(
                changes(sent.events()), answer(context.sender(), sent.result().get()));
        return ResultWithEvents().empty();
    }

    /**
     * Receives are stored, but not waited for: at worst a killed process forgets the last. A message that goes to the
     * DLQ is not removed here, since the DLQ's put moves it.
     */
    @Override
    public QueueActorStorage.ResultWithEvents<scala.collection.immutable.List<MessageData>> receiveMessages(
            VisibilityTimeout visibility, int count, Option<String> attempt) {
        var received = super.receiveMessages(visibility, count, attempt);
        var changes = changes(received.events()).stream()
                .filter(Change.Received.class::isInstance)
                .toList();
        if (!changes.isEmpty()) {
            store.write(changes, MessageStore.Answer.IGNORED);
        }
        return received;
    }

    @Override
    public QueueActorStorage.ResultWithEvents<BoxedUnit> moveMessage(
            InternalMessage message, MoveDestination destination, String source) {
        var moved = super.moveMessage(message, destination, source);
        store.write(changes(moved.events()), MessageStore.Answer.IGNORED);
        return moved;
    }

    @Override
    public <T> ReplyAction<T> receiveAndReplyMessageMsg(QueueMessageMsg<T> message) {
        if (message instanceof DeleteMessage delete) {
            var removed = deleteMessage(delete.deliveryReceipt());
            if (queueData().isFifo()) {
                // Whoever waits may have waited for this one's group.
                self().tell(TryReply(), self());
            } else {
                forgetDeleted();
            }
            store.write(
                    changes(removed.events()), answer(sender(), removed.result().get()));
            return new DoNotReply<>();
        }
        return super.receiveAndReplyMessageMsg(message);
    }

    /**
     * Makes the queue anew without what was deleted, when that is half of what it holds. A standard queue of ElasticMQ keeps it
     * until its visibility timeout is over: at 1,000 messages of 1 KB a second for a minute, 90 MB.
     */
    private void forgetDeleted() {
        deleted++;
        if (deleted >= Math.max(DELETED_AT_LEAST, messageQueue().size() / 2)) {
            messageQueue_$eq(messageQueue().filterNot(message -> false));
            deleted = 0;
        }
    }

    @Override
    public <T> ReplyAction<T> receiveAndReplyQueueMsg(QueueQueueMsg<T> message) {
        if (message instanceof ClearQueue) {
            super.receiveAndReplyQueueMsg(message);
            if (queueData().isFifo()) {
                fifoMessagesHistory_$eq(new SentRecently());
            }
            store.write(List.of(new Change.Emptied(name())), answer(sender(), BoxedUnit.UNIT));
            return new DoNotReply<>();
        }
        if (message instanceof GetQueueStatistics asked && messageQueue() instanceof FifoMessages messages) {
            return (ReplyAction<T>) new ReplyWith<>(messages.statistics(asked.deliveryTime()));
        }
        return super.receiveAndReplyQueueMsg(message);
    }

    /** Raw, since Java sees two return types here where Scala sees one. */
    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }

    private String name() {
        return queueData().name();
    }

    private MessageStore.Answer answer(ActorRef asker, Object reply) {
        var me = self();
        return failure -> asker.tell(failure == null ? reply : new Status.Failure(unavailable(failure)), me);
    }

    private static SQSException unavailable(Exception failure) {
        return new SQSException(
                "ServiceUnavailable",
                SERVICE_UNAVAILABLE,
                "com.amazonaws.sqs#ServiceUnavailable",
                Option.apply(failure.getMessage()));
    }

    private List<Change> changes(scala.collection.immutable.List<QueueEventWithOperationStatus> events) {
        return CollectionConverters.asJava(events).stream().map(this::change).toList();
    }

    private Change change(@Nullable QueueEventWithOperationStatus event) {
        if (event instanceof QueueEvent.MessageAdded added) {
            return new Change.Put(name(), StoredMessage.of(added.message()));
        }
        if (event instanceof QueueEvent.MessageUpdated updated) {
            var message = updated.message();
            return new Change.Received(message.id(), message.receiveCount(), StoredMessage.firstReceived(message));
        }
        if (event instanceof QueueEvent.MessageRemoved removed) {
            return new Change.Removed(removed.messageId());
        }
        throw new IllegalArgumentException("not a change of a message: " + event);
    }
}
