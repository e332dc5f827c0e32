package org.dcss.eventstore.local.engines.sqs.durable;

import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.QueueData;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.reply.ReplyAction;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.QueueManagerMsg;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.reflect.ClassTag;

/** ElasticMQ's queues; one that is created again finds the messages it held. */
@SuppressWarnings("unchecked")
public final class DurableQueues extends QueueManagerActor {
    private final MessageStore store;

    /** @param store outlives the queues */
    public DurableQueues(NowProvider clock, MessageStore store) {
        super(clock, StrictSQSLimits$.MODULE$, Option.empty());
        this.store = store;
    }

    /** Raw, since Java sees two return types here where Scala sees one. */
    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }

    @Override
    public ActorRef createQueueActor(NowProvider clock, QueueData queue, Option<ActorRef> listener) {
        Option<ActorRef> dlq =
                queue.deadLettersQueue().flatMap(to -> queues().get(to.name()).map(named -> named.actorRef()));
        return context().actorOf(Props.create(DurableQueue.class, () -> new DurableQueue(clock, queue, dlq, store)));
    }

    @Override
    public <T> ReplyAction<T> receiveAndReply(QueueManagerMsg<T> message) {
        var reply = super.receiveAndReply(message);
        if (message instanceof DeleteQueue delete) {
            store.write(List.of(new Change.Emptied(delete.queueName())), MessageStore.Answer.IGNORED);
        }
        return reply;
    }
}
