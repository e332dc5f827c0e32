package org.dcss.eventstore.benchmarks.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcss.eventstore.benchmarks.testbed.DynamoDbTraffic;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.queue.EventSourceMapping;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.local.store.Counters;

/** Drains a backlog as local mode and a deployment do: the consumer, behind an event source mapping. */
final class ConsumerDrain {

    /** As local mode's and a deployment's; the baselines get the same. */
    static final MappingOptions MAPPING = new MappingOptions(10, Duration.ZERO, 4);
    /** Puts that one consumer has under way at once. */
    static final int WRITERS = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What it took to store a backlog. */
    record Drained(double perSecond, double requestsPerEvent, long late) {}

    private final Target target;
    private final Counters counters = new Counters();
    private final LambdaFunction consumer;

    ConsumerDrain(Target target, Duration settle) {
        this.target = target;
        this.consumer = target.services().inProcess(Role.CONSUMER, counters, settle);
    }

    /** Puts the backlog into the queue, then drains it. */
    Drained drain(List<Message> backlog) throws Exception {
        target.send(backlog);
        long stored = stored();
        long late = counters.sum("Late");
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        long start = System.nanoTime();
        EventSourceMapping mapping = EventSourceMapping.start(
                target.engines().sqsClient(), target.queueUrl(), consumer, MAPPING, Clock.systemUTC());
        double seconds;
        try {
            awaitStored(stored + backlog.size());
            seconds = (System.nanoTime() - start) / 1e9;
        } finally {
            mapping.close();
        }
        double requests = DynamoDbTraffic.now().minus(before).requests();
        return new Drained(backlog.size() / seconds, requests / backlog.size(), counters.sum("Late") - late);
    }

    /** With those whose put had no answer on a slow machine, and that a later attempt found. */
    private long stored() {
        return counters.sum("Stored") + counters.sum("AlreadyStored");
    }

    private void awaitStored(long expected) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (stored() < expected) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("not all stored: " + counters.summary());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
