package org.dcss.eventstore.benchmarks.workload;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.SampleEvent;

/** The kinds of invocations that a deployment is asked for, with events as DCSS has them. */
public final class Invocations {

    private static final int STORED = 100;

    /** As SQS limits a SendMessageBatch; submit has eight of them under way at once. */
    private static final int ENTRIES = 10;

    private static final int SENDS_AT_ONCE = 8;

    /** What {@link #idlePoll} is called. */
    public static final String IDLE_POLL = "poll, nothing new";

    /** A little more than the settling time, so that there is something to read. */
    private static final Duration JUST_SETTLED = Duration.ofMillis(3_500);

    private final Events events = new Events(42);
    private final Clock clock = Clock.systemUTC();
    private final List<Message> stored;

    /** Stores some events that have just settled, for clients to poll. */
    public Invocations(Target target) throws Exception {
        stored = events.messages(clock.instant().minus(Duration.ofMinutes(1)), STORED, Duration.ofMillis(1));
        StoredEvents.put(target, stored);
    }

    /** The events that polls find. */
    public List<Message> stored() {
        return stored;
    }

    /** After this slot, in milliseconds since 1970, polls ask for events. */
    public long after() {
        return stored.get(0).start().millis() - 1;
    }

    /** A request with one event, or with an array of them. */
    public Invocation submit(int count) {
        int sends = (count + ENTRIES - 1) / ENTRIES;
        return new Invocation(
                "submit " + count(count, ""),
                Role.SUBMIT,
                count,
                (sends + SENDS_AT_ONCE - 1) / SENDS_AT_ONCE,
                () -> Requests.submit(
                        count == 1
                                ? events.next().json()
                                : SampleEvent.batch(Stream.generate(events::next)
                                        .limit(count)
                                        .toList())),
                answer -> Requests.answer(answer, count == 1 ? 204 : 200));
    }

    /** A batch of messages that were sent some time ago, or are consumed that long before their slots. */
    public Invocation consume(int count, Duration age) {
        boolean late = age.compareTo(Duration.ofMinutes(1)) > 0;
        return new Invocation(
                "consume " + count(count, late ? "late " : ""),
                Role.CONSUMER,
                count,
                // Of a late event a read, a tombstone and a put follow one another.
                late ? 3 : 1,
                () -> Requests.batch(events.messages(clock.instant().minus(age), count, Duration.ofMillis(1))),
                Requests::requireConsumed);
    }

    /** A poll that finds this many events. */
    public Invocation poll(int count, Map<String, String> headers) {
        return new Invocation(
                "poll, " + count + " new events",
                Role.QUERY,
                count,
                1,
                () -> Requests.events("after=" + after() + "&limit=" + count, headers),
                answer -> Requests.answer(answer, 200));
    }

    /** A poll behind the last event that has settled, by a client that has the empty page. */
    public Invocation idlePoll() {
        return new Invocation(
                IDLE_POLL,
                Role.QUERY,
                0,
                1,
                () -> Requests.events("after=" + (clock.millis() - JUST_SETTLED.toMillis()), Requests.KNOWN),
                answer -> Requests.answer(answer, 304));
    }

    private static String count(int events, String kind) {
        return events == 1 ? "one event" : events + " " + kind + "events";
    }
}
