package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.dcss.eventstore.core.stream.Replay.Fate;

/**
 * One random run: writers append to two streams, and outboxes run, call by call and in any order; some of them end anywhere,
 * some get no answer to a call that is carried out, now, later or never; for some time the queue takes nothing.
 */
final class StreamSchedule {

    private static final int TICKS = 120;
    private static final int WRITERS = 5;
    private static final int OUTBOXES = 2;
    private static final List<StreamId> STREAMS = List.of(new StreamId("a"), new StreamId("b"));
    private static final List<Fate> TROUBLES =
            List.of(Fate.ANSWER_LOST, Fate.LOST, Fate.LATE, Fate.REFUSED, Fate.ENDED_BEFORE, Fate.ENDED_AFTER);

    /** A client's wish, which it may tell again. */
    private record Wish(Draft draft, OptionalLong expected) {}

    /**
     * A writer at work.
     *
     * @param last the stream's last version when the append began
     * @param isRepeated whether the wish had been acknowledged when the append began
     */
    private record Writer(Wish wish, long last, boolean isRepeated, Replay<AppendResult> replay) {}

    private final StreamParts parts;
    private final Random random;
    private final Set<StreamSight> seen = EnumSet.noneOf(StreamSight.class);
    private final MemoryStreamTable store = new MemoryStreamTable(4);
    private final LaggingIndex table;
    private final SimulatedLogQueue queue = new SimulatedLogQueue(seen);
    private final LateCalls late;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Replay<Outbox.Report>> outboxes = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<Draft, Long> acknowledged = new HashMap<>();
    private final double troubles;
    private int made;
    private Instant now = Instant.parse("2026-01-03T12:00:00Z");

    StreamSchedule(long seed, StreamParts parts) {
        this.parts = parts;
        this.random = new Random(seed);
        this.table = new LaggingIndex(store, random);
        this.late = new LateCalls(random);
        this.troubles = random.nextInt(4) * 0.05;
    }

    /**
     * Throws an {@link AssertionError} where a promise is broken.
     *
     * @return what it came across
     */
    Set<StreamSight> run() {
        for (int tick = 0; tick < TICKS; tick++) {
            tick();
            if (tick % 8 == 0) {
                check();
            }
        }
        settle();
        return seen;
    }

    private void tick() {
        now = now.plusMillis(random.nextInt(12) == 0 ? random.nextInt(15_000) : random.nextInt(40));
        if (random.nextInt(30) == 0) {
            queue.setDown(random.nextBoolean());
        }
        if (random.nextInt(10) == 0 && late.runOne()) {
            seen.add(StreamSight.CALL_CARRIED_OUT_LATE);
        }
        if (writers.size() < WRITERS && random.nextInt(2) == 0) {
            start(wish());
        }
        if (outboxes.size() < OUTBOXES && random.nextInt(15) == 0) {
            startOutbox();
        }
        int chosen = random.nextInt(writers.size() + outboxes.size() + 1);
        if (chosen < writers.size()) {
            go(writers.get(chosen).replay(), 1 + random.nextInt(6));
        } else if (chosen < writers.size() + outboxes.size()) {
            go(outboxes.get(chosen - writers.size()), 1 + random.nextInt(16));
        }
        reap();
    }

    /** A new one, or one that was told before, with or without its answer. */
    private Wish wish() {
        if (!wishes.isEmpty() && random.nextInt(4) == 0) {
            Wish again = wishes.get(random.nextInt(wishes.size()));
            return random.nextInt(8) > 0
                    ? again
                    : new Wish(draft(again.draft().stream(), again.draft().id()), again.expected());
        }
        made++;
        StreamId stream = STREAMS.get(random.nextInt(STREAMS.size()));
        boolean isNamed = random.nextBoolean();
        Wish wish = new Wish(
                draft(stream, isNamed ? new EventId("id" + made) : EventId.fromRandom(bytes(made))),
                random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.max(1, last(stream) + expectation())));
        if (isNamed) {
            wishes.add(wish);
        }
        return wish;
    }

    private Draft draft(StreamId stream, EventId id) {
        made++;
        Source src = new Source(random.nextInt(8) == 0 ? "cao" : "cpo");
        return new Draft(stream, src, "event " + made, "AA==", id);
    }

    private int expectation() {
        return random.nextInt(3) == 0 ? random.nextInt(4) - 1 : 1;
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        bytes[0] = (byte) number;
        bytes[1] = (byte) (number >> 8);
        return bytes;
    }

    private long last(StreamId stream) {
        return store.versions(stream).size();
    }

    private void start(Wish wish) {
        Instant answerBy = now.plusSeconds(10);
        long seed = random.nextLong();
        InstantSource time = () -> now;
        Replay<AppendResult> replay = new Replay<>(
                own -> parts.append(
                        new ReplayTable(table, own),
                        (event, by) -> own.call(() -> queue.send(event, by)),
                        own.clock(),
                        seed,
                        wish.draft(),
                        wish.expected(),
                        answerBy),
                time,
                late);
        writers.add(new Writer(wish, last(wish.draft().stream()), acknowledged.containsKey(wish.draft()), replay));
    }

    private void startOutbox() {
        Instant answerBy = now.plusSeconds(20);
        InstantSource time = () -> now;
        outboxes.add(new Replay<>(
                own -> parts.outbox(
                        new ReplayTable(table, own),
                        (event, by) -> own.call(() -> queue.send(event, by)),
                        own.clock(),
                        answerBy),
                time,
                late));
        if (outboxes.size() > 1) {
            seen.add(StreamSight.TWO_OUTBOXES_AT_ONCE);
        }
    }

    private void go(Replay<?> replay, int calls) {
        for (int call = 0; call < calls && !replay.isOver(); call++) {
            replay.go(random.nextDouble() < troubles ? TROUBLES.get(random.nextInt(TROUBLES.size())) : Fate.DONE);
        }
    }

    private void reap() {
        for (Writer writer : List.copyOf(writers)) {
            if (writer.replay().isOver()) {
                writers.remove(writer);
                writer.replay()
                        .result()
                        .ifPresentOrElse(
                                result -> {
                                    checkRepetition(result, writer);
                                    check(result, writer.wish(), writer.last());
                                },
                                () -> seen.add(StreamSight.ENDED_IN_AN_APPEND));
            }
        }
        for (Replay<Outbox.Report> outbox : List.copyOf(outboxes)) {
            if (outbox.isOver()) {
                outboxes.remove(outbox);
                outbox.result()
                        .ifPresentOrElse(
                                report -> {
                                    if (report.sent() > 0) {
                                        seen.add(StreamSight.OUTBOX_SENT);
                                    }
                                },
                                () -> seen.add(StreamSight.ENDED_IN_THE_OUTBOX));
            }
        }
    }

    private void check(AppendResult result, Wish wish, long lastAtStart) {
        Draft draft = wish.draft();
        if (result instanceof AppendResult.Appended appended) {
            seen.add(wish.expected().isPresent() ? StreamSight.APPENDED_AS_EXPECTED : StreamSight.APPENDED);
            if (!appended.passedOn()) {
                seen.add(StreamSight.LEFT_PENDING);
            }
            acknowledge(wish, appended.version());
        } else if (result instanceof AppendResult.Repeated repeated) {
            seen.add(StreamSight.REPEATED);
            acknowledge(wish, repeated.version());
        } else if (result instanceof AppendResult.Conflict conflict) {
            seen.add(StreamSight.CONFLICT);
            require(
                    conflict.current() >= lastAtStart && conflict.current() <= last(draft.stream()),
                    "a conflict with a version that was never the last",
                    wish);
            require(wish.expected().orElseThrow() != conflict.current() + 1, "a conflict with what was expected", wish);
            require(!hasLanded(draft), "a conflict, and it is in its stream", wish);
        } else if (result instanceof AppendResult.OfOtherSource) {
            seen.add(StreamSight.OF_OTHER_SOURCE);
            require(
                    !store.versions(draft.stream()).get(0).event().draft().src().equals(draft.src()),
                    "refused its own stream",
                    wish);
        } else if (result instanceof AppendResult.IdOfOtherContent other) {
            seen.add(StreamSight.ID_OF_OTHER_CONTENT);
            Draft there = version(draft.stream(), other.version()).draft();
            require(there.id().equals(draft.id()), "another id", wish);
            require(
                    !there.equals(draft) || wish.expected().orElse(other.version()) != other.version(),
                    "the same content",
                    wish);
        } else if (result instanceof AppendResult.Outrun) {
            require(!hasLanded(draft), "outrun, and it is in its stream", wish);
        } else {
            seen.add(StreamSight.UNAVAILABLE);
        }
    }

    private static void checkRepetition(AppendResult result, Writer writer) {
        boolean isFitting = result instanceof AppendResult.Repeated || result instanceof AppendResult.Unavailable;
        require(!writer.isRepeated() || isFitting, "another answer than before", writer.wish());
    }

    private void acknowledge(Wish wish, long version) {
        require(version <= last(wish.draft().stream()), "acknowledged, and not in its stream", wish);
        Draft there = version(wish.draft().stream(), version).draft();
        require(there.equals(wish.draft()), "acknowledged as a version that is another's", wish);
        require(wish.expected().orElse(version) == version, "acknowledged as another version than expected", wish);
        require(acknowledged.getOrDefault(wish.draft(), version) == version, "acknowledged as two versions", wish);
        acknowledged.put(wish.draft(), version);
    }

    private static void require(boolean isTrue, String otherwise, Wish wish) {
        if (!isTrue) {
            throw new AssertionError(otherwise + ": " + wish);
        }
    }

    /** Not asked of a client's id: the client may have told the same wish twice at a time, and the other is there. */
    private boolean hasLanded(Draft draft) {
        return !draft.id().isClientMade()
                && store.versions(draft.stream()).stream()
                        .anyMatch(version -> version.event().draft().equals(draft));
    }

    private StreamEvent version(StreamId stream, long version) {
        return store.versions(stream).get((int) version - 1).event();
    }

    private void check() {
        for (StreamId stream : STREAMS) {
            List<StoredVersion> versions = store.versions(stream);
            Set<EventId> ids = new HashSet<>();
            int pending = 0;
            for (int i = 0; i < versions.size(); i++) {
                StoredVersion version = versions.get(i);
                Draft draft = version.event().draft();
                if (version.version() != i + 1) {
                    throw new AssertionError("a gap before " + version);
                }
                if (!draft.src().equals(versions.get(0).event().draft().src())) {
                    throw new AssertionError("of another source: " + version);
                }
                if (!ids.add(draft.id())) {
                    throw new AssertionError("twice in its stream: " + version);
                }
                if (!version.isPending() && !queue.has(version.event())) {
                    throw new AssertionError("not pending, and not in the log: " + version);
                }
                pending += version.isPending() ? 1 : 0;
            }
            if (pending > Passing.MOST_EARLIER + 1) {
                seen.add(StreamSight.MORE_PENDING_THAN_AN_APPEND_SENDS);
            }
        }
    }

    /** Lets everything come to its end, and compares the log with the streams. */
    private void settle() {
        queue.setDown(false);
        writers.forEach(writer -> finish(writer.replay()));
        outboxes.forEach(this::finish);
        reap();
        while (late.runOne()) {
            check();
        }
        table.catchUp();
        now = now.plus(Duration.ofMinutes(1));
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        Outbox.Report unused = parts.outbox(table, queue, clock, now.plusSeconds(20));
        check();
        int versions = 0;
        for (StreamId stream : STREAMS) {
            for (StoredVersion version : store.versions(stream)) {
                versions++;
                if (version.isPending() || !queue.holds(version.event())) {
                    throw new AssertionError("in the end not in the log: " + version);
                }
            }
        }
        if (queue.size() != versions) {
            throw new AssertionError("in the end the log has " + queue.size() + " events of " + versions + " versions");
        }
        acknowledged.forEach((draft, version) -> require(
                version(draft.stream(), version).draft().equals(draft),
                "in the end not in its stream",
                new Wish(draft, OptionalLong.of(version))));
    }

    private void finish(Replay<?> replay) {
        while (!replay.isOver()) {
            replay.go(Fate.DONE);
        }
    }
}
