package org.dcss.eventstore.local.engines.sqs.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.elasticmq.QueueStatistics;
import org.elasticmq.actor.queue.InternalMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

final class FifoMessagesTest {

    private static final int VISIBILITY = 30;

    private final FifoMessages queue = new FifoMessages();
    /** What is in the queue, as it was sent. */
    private final List<InternalMessage> sent = new ArrayList<>();

    private int made;
    private long now;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void groupsMessagesComeInTheirOrderWhileNoneBeforeThemIsOut(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 2_000; step++) {
            now += random.nextInt(3);
            switch (random.nextInt(6)) {
                case 0, 1 -> send("group-" + random.nextInt(4));
                case 2, 3 -> receive(1 + random.nextInt(10));
                case 4 -> delete(random);
                default -> giveBack(random);
            }
            assertThat(CollectionConverters.asJava(queue.all())).containsExactlyInAnyOrderElementsOf(firsts().values());
            assertThat(queue.size()).isEqualTo(sent.size());
            assertThat(queue.statistics(now)).isEqualTo(statistics());
        }
        assertThat(made).isGreaterThan(500);
    }

    /** Three of one moment, so that only their numbers tell their order. */
    private void send(String group) {
        var created = Instant.ofEpochMilli(made / 3);
        var message = new StoredMessage(
                        "id-" + new Random(made).nextInt(),
                        "",
                        null,
                        created,
                        0,
                        now,
                        0,
                        null,
                        group,
                        null,
                        null,
                        Integer.toString(made++),
                        null)
                .toInternalMessage(true);
        sent.add(message);
        queue.$plus$eq(message);
    }

    private void receive(int count) {
        var expected = new HashMap<String, List<String>>();
        Set<String> waiting = new HashSet<>();
        for (InternalMessage message : sent) {
            String group = group(message);
            if (!message.deliverable(now)) {
                waiting.add(group);
            }
            if (!waiting.contains(group)) {
                expected.computeIfAbsent(group, none -> new ArrayList<>()).add(message.id());
            }
        }
        int ready = expected.values().stream().mapToInt(List::size).sum();

        var received = CollectionConverters.asJava(queue.dequeue(count, now));

        assertThat(received).hasSize(Math.min(count, ready));
        for (InternalMessage message : received) {
            assertThat(message.id())
                    .isEqualTo(expected.getOrDefault(group(message), new ArrayList<>())
                            .remove(0));
            message.nextDelivery_$eq(now + VISIBILITY);
            message.receiveCount_$eq(message.receiveCount() + 1);
            queue.$plus$eq(message);
        }
    }

    private void delete(Random random) {
        if (!sent.isEmpty()) {
            queue.remove(sent.remove(random.nextInt(sent.size())).id());
        }
    }

    /** As ElasticMQ makes a message visible again: it takes it out and puts it back. */
    private void giveBack(Random random) {
        if (!sent.isEmpty()) {
            var message = sent.get(random.nextInt(sent.size()));
            message.nextDelivery_$eq(now);
            var without = queue.filterNot(other -> other.id().equals(message.id()));
            assertThat(without.getById(message.id()).isEmpty()).isTrue();
            without.$plus$eq(message);
        }
    }

    private Map<String, InternalMessage> firsts() {
        Map<String, InternalMessage> firsts = new HashMap<>();
        sent.forEach(message -> firsts.putIfAbsent(group(message), message));
        return firsts;
    }

    private QueueStatistics statistics() {
        long visible = sent.stream().filter(message -> message.deliverable(now)).count();
        long out = sent.stream()
                .filter(message -> !message.deliverable(now) && message.receiveCount() > 0)
                .count();
        return new QueueStatistics(visible, out, sent.size() - visible - out);
    }

    private static String group(InternalMessage message) {
        return message.messageGroupId().get();
    }
}
