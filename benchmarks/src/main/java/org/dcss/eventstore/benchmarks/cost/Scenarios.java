package org.dcss.eventstore.benchmarks.cost;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;

/** The kinds of invocations that a bill is made of. */
final class Scenarios {

    private static final int STORED = 100;

    /** As SQS limits a SendMessageBatch; submit has eight of them under way at once. */
    private static final int ENTRIES = 10;

    private static final int SENDS_AT_ONCE = 8;
    private static final Duration LATE = Duration.ofHours(1);

    private final Events events = new Events(42);
    private final Clock clock;
    private final List<Message> stored;

    /** Stores events that have just settled, for clients to poll. */
    Scenarios(Target target, Clock clock) throws Exception {
        this.clock = clock;
        this.stored = StoredEvents.put(target, events, Slot.at(clock.instant().minus(Duration.ofMinutes(1))), STORED);
    }

    List<Scenario> all() {
        return List.of(
                submit(1),
                submit(10),
                submit(100),
                consume(1, "", 1, Duration.ZERO),
                consume(10, "", 1, Duration.ZERO),
                // A read, a tombstone and a put follow one another.
                consume(10, "late ", 3, LATE),
                poll(1),
                poll(3),
                poll(18));
    }

    private static String count(int events, String kind) {
        return events == 1 ? "one event" : events + " " + kind + "events";
    }

    private Scenario submit(int count) {
        int sends = (count + ENTRIES - 1) / ENTRIES;
        return new Scenario(
                "submit " + count(count, ""),
                Role.SUBMIT,
                count,
                (sends + SENDS_AT_ONCE - 1) / SENDS_AT_ONCE,
                () -> Requests.submit(
                        count == 1
                                ? events.next().json()
                                : SampleEvent.batch(IntStream.range(0, count)
                                        .mapToObj(i -> events.next())
                                        .toList())),
                answer -> Requests.answer(answer, count == 1 ? 204 : 200));
    }

    private Scenario consume(int count, String kind, int waves, Duration age) {
        return new Scenario(
                "consume " + count(count, kind),
                Role.CONSUMER,
                count,
                waves,
                () -> {
                    Instant first = clock.instant().minus(age);
                    return Requests.batch(IntStream.range(0, count)
                            .mapToObj(i -> events.nextMessage(first.plusMillis(i)))
                            .toList());
                },
                Requests::requireConsumed);
    }

    /** A poll that finds this many events. */
    private Scenario poll(int count) {
        long after = stored.get(0).start().millis() - 1;
        return new Scenario(
                "poll, " + count + " new events",
                Role.QUERY,
                count,
                1,
                () -> Requests.events("after=" + after + "&limit=" + count, true),
                answer -> Requests.answer(answer, 200));
    }

    /** The average size of an event in the table. */
    double itemBytes() {
        return stored.stream()
                .map(Message::event)
                .mapToInt(Scenarios::bytes)
                .average()
                .orElseThrow();
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
}
