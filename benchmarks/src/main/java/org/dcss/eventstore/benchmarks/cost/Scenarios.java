package org.dcss.eventstore.benchmarks.cost;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.deployment.Requests;
import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.deployment.SampleMessages;
import org.dcss.eventstore.benchmarks.deployment.Stage;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.fixtures.SampleEvent;

/** The kinds of invocations that a bill is made of. */
final class Scenarios {

    private static final int STORED = 100;
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofHours(1);

    private final SampleMessages samples = new SampleMessages();
    private final Clock clock;
    private final long after;
    private double itemBytes;

    Scenarios(Stage stage, Clock clock) {
        this.clock = clock;
        this.after = store(stage);
    }

    /** Stores events that have just settled, for clients to poll; returns the millisecond before the first. */
    private long store(Stage stage) {
        DynamoDbEventTable table =
                new DynamoDbEventTable(stage.engines().dynamoDbClient(), Stage.EVENTS, CALL, Optional.empty());
        Instant first = clock.instant().minus(Duration.ofMinutes(1));
        for (int i = 0; i < STORED; i++) {
            Event event = samples.event(Stage.SRC, first.plusMillis(i));
            table.put(Slot.at(event.accepted()), event);
            itemBytes += (double) bytes(event) / STORED;
        }
        return first.toEpochMilli() - 1;
    }

    /** As DynamoDB counts an item: names, text, and about a byte for each two digits of the three numbers. */
    private static int bytes(Event event) {
        int names = "ts_day ts id type src accepted data".replace(" ", "").length();
        return names
                + 3 * 8
                + event.id().value().length()
                + event.type().name().length()
                + event.src().name().length()
                + event.data().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The average size of an event in the table. */
    double itemBytes() {
        return itemBytes;
    }

    Scenario submit(int events) {
        // The queue takes ten at once; eight such calls are under way at the same time.
        int sends = (events + 9) / 10;
        int waves = (sends + 7) / 8;
        return new Scenario(
                events == 1 ? "submit one event" : "submit " + events + " events",
                Role.SUBMIT,
                events,
                waves,
                () -> Requests.submit(events == 1 ? samples.sample(Stage.SRC).json() : batch(events)),
                answer -> Requests.answer(answer, events == 1 ? 204 : 200));
    }

    private String batch(int events) {
        List<SampleEvent> batch = new ArrayList<>();
        IntStream.range(0, events).forEach(i -> batch.add(samples.sample(Stage.SRC)));
        return SampleEvent.batch(batch);
    }

    Scenario consume(int events) {
        return consume(events == 1 ? "consume one event" : "consume " + events + " events", events, 1, Duration.ZERO);
    }

    /** Events that wait for an hour take a tombstone and a put. */
    Scenario consumeLate(int events) {
        return consume("consume " + events + " late events", events, 3, LATE);
    }

    private Scenario consume(String title, int events, int waves, Duration late) {
        return new Scenario(
                title,
                Role.CONSUMER,
                events,
                waves,
                () -> {
                    Instant first = clock.instant().minus(late);
                    return Requests.batch(IntStream.range(0, events)
                            .mapToObj(i -> samples.message(Stage.SRC, first.plusMillis(i)))
                            .toList());
                },
                Requests::requireConsumed);
    }

    /** A poll that finds this many events. */
    Scenario poll(int events) {
        return new Scenario(
                "poll, " + events + " new events",
                Role.QUERY,
                events,
                1,
                () -> Requests.events(
                        events == 0
                                ? "after=" + clock.instant().minusMillis(3_050).toEpochMilli()
                                : "after=" + after + "&limit=" + events,
                        true),
                answer -> Requests.answer(answer, 200));
    }
}
