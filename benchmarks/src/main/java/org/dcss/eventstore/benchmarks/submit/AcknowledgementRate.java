package org.dcss.eventstore.benchmarks.submit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.SideBySide;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.ClosedLoop;
import org.dcss.eventstore.benchmarks.load.Events;
import org.dcss.eventstore.benchmarks.load.HttpConnection;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Acknowledgements by the whole HTTP path, beside raw sends of the same messages to the same queue. */
final class AcknowledgementRate {

    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16);
    private static final int DIFFERENT = 64;

    private final Effort effort;
    private final Target target;
    private final Clock clock;
    private final List<SampleEvent> events = Events.of(DIFFERENT, Stand.SRC.name());
    private final Map<String, Histogram> nanos = new LinkedHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    AcknowledgementRate(Effort effort, Target target, Clock clock) {
        this.effort = effort;
        this.clock = clock;
        this.target = target;
    }

    Table measure(String title) throws Exception {
        SideBySide turns = new SideBySide();
        for (int connections : CONNECTIONS) {
            turns.with("submit " + connections, () -> turn("submit " + connections, connections, this::submitter));
            turns.with("raw " + connections, () -> turn("raw " + connections, connections, this::sender));
        }
        turns.run(effort.of(1, 2), 0);
        nanos.clear();
        turns.run(0, effort.of(1, 5));
        Table table = new Table(
                title,
                "connections",
                "submit/s",
                "p50 ms",
                "p99 ms",
                "raw SendMessage/s",
                "raw p50 ms",
                "raw p99 ms",
                "submit / raw");
        for (int connections : CONNECTIONS) {
            List<Object> cells = new ArrayList<>(List.of(connections));
            for (String name : List.of("submit " + connections, "raw " + connections)) {
                cells.add(turns.of(name).median());
                cells.add(millis(name, 50));
                cells.add(millis(name, 99));
            }
            cells.add(turns.ratio("submit " + connections, "raw " + connections).median());
            table.row(cells.toArray());
        }
        return table;
    }

    private double millis(String name, double percentile) {
        return nanos.getOrDefault(name, ClosedLoop.histogram()).getValueAtPercentile(percentile) / 1e6;
    }

    private double turn(String name, int connections, ClosedLoop.Connect connect) throws Exception {
        ClosedLoop.Done done = ClosedLoop.run(connections, Duration.ofMillis(effort.of(300, 1_000)), connect);
        nanos.computeIfAbsent(name, any -> ClosedLoop.histogram()).add(done.nanos());
        target.emptyQueue();
        return done.perSecond();
    }

    private ClosedLoop.Client submitter() throws Exception {
        HttpConnection connection = new HttpConnection(target.uri());
        List<byte[]> requests = events.stream()
                .map(event -> HttpConnection.submit(target.uri(), Stand.KEY, event.json()))
                .toList();
        return new ClosedLoop.Client() {
            @Override
            public void request() throws Exception {
                HttpConnection.Answer answer = connection.send(requests.get(turn()));
                if (answer.status() != 204) {
                    throw new IllegalStateException("not acknowledged: " + answer.head());
                }
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    /** Messages that the consumer takes for submit's, each accepted now. */
    private ClosedLoop.Client sender() {
        Random random = new Random(next.get());
        SqsClient sqs = target.sqs();
        return () -> sqs.sendMessage(request -> request.queueUrl(target.queueUrl())
                .messageBody(MessageCodec.encode(
                        Events.message(events.get(turn()), Events.id(random), Slot.at(clock.instant()))))
                .messageGroupId(Stand.SRC.name()));
    }

    private int turn() {
        return Math.floorMod(next.getAndIncrement(), DIFFERENT);
    }
}
