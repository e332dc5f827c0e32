package org.dcss.eventstore.benchmarks.submit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.SideBySide;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.Payloads;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.Counters;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.submit.SubmitHandler;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The handler over a real queue, beside the calls that it makes to that queue, made alone. */
final class HandlerCost {

    private static final String HANDLER = "handler";
    private static final String BARE = "bare";
    private static final int BATCH = 500;
    /** As many as SQS takes at once, and as many at a time as the handler sends. */
    private static final int ENTRIES = 10;

    private static final int SENDERS = 8;
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Effort effort;
    private final Stand stand;
    private final Clock clock;
    private final Counters counters = new Counters();
    private final LambdaFunction submit;
    private final List<SampleEvent> events = Events.of(BATCH, Stand.SRC.name());

    HandlerCost(Effort effort, Stand stand, Clock clock) {
        this.effort = effort;
        this.stand = stand;
        this.clock = clock;
        this.submit = new InProcessFunction(
                "submit",
                new SubmitHandler(stand.environment(SETTLE), clock, counters),
                Stand.functionTimeout(SETTLE),
                clock);
    }

    /** How many events the handler has acknowledged. */
    long acknowledged() {
        return counters.sum("Accepted");
    }

    Table measure() throws Exception {
        Table table = new Table(
                "The handler above the queue's own time, one request after another",
                "request",
                "handler us/event",
                "bare call us/event",
                "ratio",
                "above the call us/event");
        System.err.println("single events");
        add(table, "an event", singles());
        System.err.println("batches");
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            add(table, "a batch of " + BATCH, batches(senders));
        } finally {
            senders.shutdownNow();
        }
        return table;
    }

    private static void add(Table table, String name, SideBySide measured) {
        table.row(
                name,
                measured.of(HANDLER).median(),
                measured.of(BARE).median(),
                measured.ratio(HANDLER, BARE).median(),
                measured.above(HANDLER, BARE).median());
    }

    private SideBySide singles() throws Exception {
        int requests = effort.of(100, 1_500);
        List<byte[]> payloads = events.stream()
                .map(event -> Payloads.submit(Stand.KEY, event.json()))
                .toList();
        List<String> bodies = bodies();
        SideBySide turns = new SideBySide()
                .with(HANDLER, () -> time(requests, i -> submit.invoke(payloads.get(i % BATCH))))
                .with(
                        BARE,
                        () -> time(
                                requests,
                                i -> stand.clients()
                                        .sqs()
                                        .sendMessage(request -> request.queueUrl(stand.queueUrl())
                                                .messageBody(bodies.get(i % BATCH))
                                                .messageGroupId(Stand.SRC.name()))));
        turns.run(effort.of(1, 3), effort.of(2, 9));
        return turns;
    }

    private SideBySide batches(ExecutorService senders) throws Exception {
        int requests = effort.of(2, 20);
        byte[] payload = Payloads.submit(Stand.KEY, SampleEvent.batch(events));
        List<List<SendMessageBatchRequestEntry>> entries = entries(bodies());
        SideBySide turns = new SideBySide()
                .with(HANDLER, () -> time(requests, i -> submit.invoke(payload)) / BATCH)
                .with(BARE, () -> time(requests, i -> sendAll(entries, senders)) / BATCH);
        turns.run(effort.of(1, 3), effort.of(2, 9));
        return turns;
    }

    private void sendAll(List<List<SendMessageBatchRequestEntry>> requests, ExecutorService senders) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (List<SendMessageBatchRequestEntry> entries : requests) {
            sent.add(senders.submit(() -> stand.clients()
                    .sqs()
                    .sendMessageBatch(
                            request -> request.queueUrl(stand.queueUrl()).entries(entries))));
        }
        for (Future<?> one : sent) {
            one.get();
        }
    }

    private List<String> bodies() {
        Random random = new Random(BATCH);
        Slot now = Slot.at(clock.instant());
        return events.stream()
                .map(event -> MessageCodec.encode(Events.message(event, Events.id(random), now)))
                .toList();
    }

    private static List<List<SendMessageBatchRequestEntry>> entries(List<String> bodies) {
        return IntStream.range(0, bodies.size() / ENTRIES)
                .mapToObj(request -> IntStream.range(0, ENTRIES)
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id(Integer.toString(i))
                                .messageBody(bodies.get(request * ENTRIES + i))
                                .messageGroupId(Stand.SRC.name())
                                .build())
                        .toList())
                .toList();
    }

    @FunctionalInterface
    private interface Request {
        void send(int number) throws Exception;
    }

    /** Microseconds for each of so many requests, after which the queue is empty again. */
    private double time(int requests, Request request) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            request.send(i);
        }
        double micros = (System.nanoTime() - start) / 1e3 / requests;
        stand.emptyQueue();
        return micros;
    }
}
