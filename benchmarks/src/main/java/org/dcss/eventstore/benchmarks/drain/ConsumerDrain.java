package org.dcss.eventstore.benchmarks.drain;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcss.eventstore.benchmarks.load.DynamoDbTraffic;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.consumer.ConsumerHandler;
import org.dcss.eventstore.local.Counters;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.queue.EventSourceMapping;
import org.dcss.eventstore.local.queue.MappingOptions;

/** Drains a backlog as local mode and a deployment do: the consumer, behind an event source mapping. */
final class ConsumerDrain {

    /** As local mode's and a deployment's, which is also what the contenders get. */
    static final MappingOptions MAPPING = new MappingOptions(10, Duration.ZERO, 4);
    /** Puts that one consumer has under way at once. */
    static final int WRITERS = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What it took to store a backlog; {@code requests} are those to DynamoDB. */
    record Drained(int events, double seconds, long requests, long conflicts, long late) {

        double perSecond() {
            return events / seconds;
        }

        double requestsPerEvent() {
            return (double) requests / events;
        }

        double conflictsPerEvent() {
            return (double) conflicts / events;
        }
    }

    private final Stand stand;
    private final Clock clock;
    private final Counters counters = new Counters();
    private final LambdaFunction consumer;

    ConsumerDrain(Stand stand, Duration settle, Clock clock) {
        this.stand = stand;
        this.clock = clock;
        this.consumer = new InProcessFunction(
                "consumer",
                new ConsumerHandler(stand.environment(settle), clock, counters),
                Stand.functionTimeout(settle),
                clock);
    }

    /** Puts the backlog into the queue, then drains it. */
    Drained drain(Backlog backlog) throws Exception {
        backlog.send(stand);
        long stored = stored();
        long conflicts = counters.sum("Conflicts");
        long late = counters.sum("Late");
        DynamoDbTraffic.Count before = DynamoDbTraffic.now();
        long start = System.nanoTime();
        EventSourceMapping mapping =
                EventSourceMapping.start(stand.engines().sqsClient(), stand.queueUrl(), consumer, MAPPING, clock);
        double seconds;
        try {
            awaitStored(stored + backlog.size());
            seconds = (System.nanoTime() - start) / 1e9;
        } finally {
            mapping.close();
        }
        return new Drained(
                backlog.size(),
                seconds,
                DynamoDbTraffic.now().minus(before).requests(),
                counters.sum("Conflicts") - conflicts,
                counters.sum("Late") - late);
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
