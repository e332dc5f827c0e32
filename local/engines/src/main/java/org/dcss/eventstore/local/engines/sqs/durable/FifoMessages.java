package org.dcss.eventstore.local.engines.sqs.durable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.elasticmq.QueueStatistics;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.MessageQueue;
import scala.Function1;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A FIFO queue's messages: those of a group in the order they were sent in, while none before them is out; the group that was
 * served longest ago comes first. A message is added, received and removed in logarithmic time. ElasticMQ's own copies a group for
 * each message that it removes, and sorts all messages for each poll that waits.
 */
final class FifoMessages implements MessageQueue {

    /** ElasticMQ's order has the message that was sent last first. Of one moment, the order of their sequence numbers. */
    private static final Comparator<InternalMessage> AS_SENT = Comparator.<InternalMessage>reverseOrder()
            .thenComparingLong(FifoMessages::sequence)
            .thenComparing(InternalMessage::id);

    private final Map<String, InternalMessage> byId = new HashMap<>();
    private final Map<String, NavigableSet<InternalMessage>> groups = new LinkedHashMap<>();

    private static long sequence(InternalMessage message) {
        return Long.parseLong(message.sequenceNumber().getOrElse(() -> "0"));
    }

    private static String group(InternalMessage message) {
        return message.messageGroupId().get();
    }

    /** A message that was received stays where it is. */
    @Override
    public void $plus$eq(InternalMessage message) {
        if (byId.putIfAbsent(message.id(), message) == null) {
            groups.computeIfAbsent(group(message), none -> new TreeSet<>(AS_SENT))
                    .add(message);
        }
    }

    @Override
    public Option<InternalMessage> getById(String id) {
        return Option.apply(byId.get(id));
    }

    @Override
    public Option<InternalMessage> pop() {
        var first = groups.values().stream().map(NavigableSet::first).findFirst();
        first.ifPresent(message -> remove(message.id()));
        return Option.apply(first.orElse(null));
    }

    /** The first of each group: whoever waits for a message waits for one of these. */
    @Override
    public scala.collection.Iterable<InternalMessage> all() {
        return CollectionConverters.asScala(
                groups.values().stream().map(NavigableSet::first).toList());
    }

    @Override
    public long size() {
        return byId.size();
    }

    @Override
    public void clear() {
        byId.clear();
        groups.clear();
    }

    @Override
    public void remove(String id) {
        var message = byId.remove(id);
        if (message != null) {
            groups.computeIfPresent(group(message), (name, group) -> {
                group.remove(message);
                return group.isEmpty() ? null : group;
            });
        }
    }

    /** This queue, without them. */
    @Override
    public MessageQueue filterNot(Function1<InternalMessage, Object> matches) {
        byId.values().stream()
                .filter(message -> (Boolean) matches.apply(message))
                .map(InternalMessage::id)
                .toList()
                .forEach(this::remove);
        return this;
    }

    @Override
    public scala.collection.immutable.List<InternalMessage> dequeue(int count, long now) {
        var taken = new ArrayList<InternalMessage>();
        for (var group : List.copyOf(groups.entrySet())) {
            if (taken.size() == count) {
                break;
            }
            var next = group.getValue().stream()
                    .takeWhile(message -> message.deliverable(now))
                    .limit(count - taken.size())
                    .toList();
            if (taken.addAll(next)) {
                groups.remove(group.getKey());
                groups.put(group.getKey(), group.getValue());
            }
        }
        return scala.collection.immutable.List.from(CollectionConverters.asScala(taken));
    }

    /** How many can be received, are out, and are not yet to be delivered. */
    QueueStatistics statistics(long now) {
        long visible = 0;
        long out = 0;
        for (var message : byId.values()) {
            if (message.deliverable(now)) {
                visible++;
            } else if (message.receiveCount() > 0) {
                out++;
            }
        }
        return new QueueStatistics(visible, out, byId.size() - visible - out);
    }
}
