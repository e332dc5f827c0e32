package org.dcss.eventstore.core.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTableException;

/**
 * One random run: events arrive, late ones too; projectors and readers go on call by call, in any order, some of them
 * stopped for minutes, some ended, some without answers.
 */
final class Schedule {

    private static final Settling SETTLING = new Settling(Duration.ofSeconds(3));
    private static final int PROJECTORS = 3;

    private final Parts parts;
    private final Executor threads;
    private final Random random;
    private final Events events;
    private final MemoryEventTable log = new MemoryEventTable(5);
    private final List<StoredEvent> stored = new ArrayList<>();
    private final Map<Slot, String> withdrawn = new HashMap<>();
    /** Lines whose data is out of the log, and of which followers are still to be told. */
    private final Queue<StoredEvent> untold = new ArrayDeque<>();

    private final MemoryViewTable table = new MemoryViewTable(3);
    private final Queue<Runnable> late = new ArrayDeque<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Map<Actor, Instant> lastCalls = new HashMap<>();
    private final Set<Sight> seen = EnumSet.noneOf(Sight.class);
    private final double troubles;
    /** Shortly before midnight, so that there are days and hours. */
    private Instant now = Instant.parse("2026-01-03T23:58:00Z");

    Schedule(long seed, Parts parts, Executor threads) {
        this.parts = parts;
        this.threads = threads;
        this.random = new Random(seed);
        this.events = new Events(random);
        this.troubles = random.nextInt(3) * 0.04;
    }

    /**
     * Throws an {@link AssertionError} where a view says something else than a recount, or cannot be read.
     *
     * @return what it came across
     */
    Set<Sight> run() {
        try {
            for (int tick = 0; tick < 250; tick++) {
                tick();
            }
            settle();
            return seen;
        } catch (ViewConflictException e) {
            throw new AssertionError(e.toString(), e);
        } finally {
            actors.forEach(this::end);
        }
    }

    private void tick() {
        now = now.plusMillis(random.nextInt(20) == 0 ? random.nextInt(600_000) : random.nextInt(300));
        if (random.nextInt(4) == 0) {
            arrive();
        }
        if (random.nextInt(25) == 0) {
            withdraw();
        }
        if (random.nextInt(10) == 0 && !untold.isEmpty()) {
            tell(untold.remove());
        }
        if (random.nextInt(8) == 0 && !late.isEmpty()) {
            late.remove().run();
            seen.add(Sight.CALL_CARRIED_OUT_LATE);
        }
        actors.removeIf(Actor::isFinished);
        if (actors.size() < PROJECTORS && random.nextInt(3) == 0) {
            start(random.nextInt(4) > 0 ? this::project : this::read);
        } else if (!actors.isEmpty()) {
            // Not evenly: who is seldom let on is one that was stopped for minutes.
            Actor actor = actors.get(Math.min(random.nextInt(actors.size()), random.nextInt(actors.size())));
            go(
                    actor,
                    Stream.generate(() -> random.nextDouble() < troubles ? trouble() : Actor.Fate.DONE)
                            .limit(1 + random.nextInt(6))
                            .toList());
        }
    }

    /** Some events, one after another, as late as the write protocol lets them land. */
    private void arrive() {
        Slot slot = Slot.at(now.minusMillis(random.nextInt(2_250)));
        if (!stored.isEmpty() && stored.get(stored.size() - 1).slot().isAfter(slot)) {
            seen.add(Sight.EVENT_LANDED_LATE);
        }
        for (int more = random.nextInt(3); more >= 0; more--) {
            arrive(slot);
            slot = slot.next();
        }
    }

    private void arrive(Slot slot) {
        log.open(slot.day());
        Event event = events.next(slot.start());
        if (random.nextInt(10) == 0) {
            log.forward(slot, new EventKey(event.src(), event.id()), new Slot(slot.millis() + 60_000));
        } else if (log.put(slot, event).known().orElseThrow() instanceof PutResult.Stored) {
            store(slot, event);
        }
    }

    /** Takes the data out of a line that has settled: one that is about nobody. */
    private void withdraw() {
        List<StoredEvent> lines = stored.stream()
                .filter(event -> event.event().type().name().equals("line"))
                .filter(event -> !withdrawn.containsKey(event.slot()))
                .filter(event -> SETTLING.settledAt(event.slot()).plusSeconds(1).isBefore(now))
                .toList();
        if (!lines.isEmpty()) {
            StoredEvent line = lines.get(random.nextInt(lines.size()));
            String reason = "w" + withdrawn.size();
            log.withdraw(line.slot(), reason, Events.line(line.event()).length() + 1);
            withdrawn.put(line.slot(), reason);
            untold.add(line);
            seen.add(Sight.LINE_WITHDRAWN);
        }
    }

    private void tell(StoredEvent line) {
        Slot slot = Slot.at(now);
        log.open(slot.day());
        Event notice = events.notice(line, withdrawn.getOrDefault(line.slot(), ""), now);
        if (log.put(slot, notice).known().orElseThrow() instanceof PutResult.Stored) {
            store(slot, notice);
        } else {
            untold.add(line);
        }
    }

    private void store(Slot slot, Event event) {
        stored.add(new StoredEvent(slot, event));
        stored.sort((one, other) -> one.slot().compareTo(other.slot()));
    }

    private Actor.Fate trouble() {
        return Actor.Fate.TROUBLES.get(random.nextInt(Actor.Fate.TROUBLES.size()));
    }

    /** Its clock may be ahead or behind, by less than what is assumed of any two. */
    private Clock clock() {
        int skew = random.nextInt(740);
        InstantSource source = () -> now.plusMillis(skew);
        return source.withZone(ZoneOffset.UTC);
    }

    private interface Work {
        void run(ViewTable mine, Clock clock);
    }

    private void start(Work work) {
        Actor actor = new Actor();
        ActorTable view = new ActorTable(table, actor, late, random, seen);
        Clock clock = clock();
        actors.add(actor);
        actor.start(threads, () -> work.run(view, clock));
        check(actor);
    }

    private void go(Actor actor, List<Actor.Fate> fates) {
        Instant last = lastCalls.getOrDefault(actor, now);
        if (!last.plus(Duration.ofMinutes(10)).isAfter(now)) {
            seen.add(Sight.THAWED_AFTER_TEN_MINUTES);
        }
        lastCalls.put(actor, now);
        actor.go(fates);
        check(actor);
    }

    private void check(Actor actor) {
        if (actor.isEnded()) {
            seen.add(Sight.PROCESS_ENDED);
        }
        Optional<Throwable> failure = actor.failure();
        if (failure.isPresent()) {
            throw new AssertionError(failure.get().toString(), failure.get());
        }
    }

    private void end(Actor actor) {
        while (!actor.isFinished()) {
            actor.go(List.of(Actor.Fate.ENDED_BEFORE));
        }
    }

    /** All views side by side, as long as there is more, and now and then again once more has come. */
    private void project(ViewTable mine, Clock clock) {
        Parts.Steps projector = parts.projector(log, SETTLING, clock, mine);
        for (int runs = 1 + random.nextInt(3); runs > 0; runs--) {
            List<View> views = new ArrayList<>(parts.views());
            boolean more = true;
            while (more) {
                more = false;
                projector.nextRound();
                for (View view : List.copyOf(views)) {
                    try {
                        more |= !projector.step(view).caughtUp();
                    } catch (ViewTableException e) {
                        // The others go on, and this one in the next run.
                        views.remove(view);
                    }
                }
            }
            pause(mine);
        }
    }

    /** Waits for the schedule. */
    private static void pause(ViewTable mine) {
        try {
            mine.get(new ViewKey("pause", "pause"));
        } catch (ViewTableException e) {
            // That is no matter.
        }
    }

    private void read(ViewTable mine, Clock clock) {
        try {
            switch (random.nextInt(3)) {
                case 0 ->
                    expect(
                            ask(mine, clock, Parts.COUNTS, view -> Answers.counts(view, first(), last())),
                            clock,
                            Recount::counts);
                case 1 -> expect(ask(mine, clock, Parts.ENTITIES, Answers::players), clock, Recount::players);
                default -> {
                    String src = Events.SOURCES.get(random.nextInt(Events.SOURCES.size()));
                    ViewReader.Exact<Map<String, String>> said =
                            ask(mine, clock, Parts.XLOG, view -> Answers.files(view, src));
                    Map<String, String> right =
                            Recount.of(stored, withdrawn, said.through()).files(src);
                    expect(
                            new ViewReader.Exact<>(Recount.masked(said.value(), right), said.through()),
                            clock,
                            recount -> recount.files(src));
                }
            }
        } catch (ViewTableException | ReadFailedException e) {
            // A client asks again.
        }
    }

    private <T> ViewReader.Exact<T> ask(ViewTable mine, Clock clock, View view, Function<ViewTable, T> question) {
        return parts.ask(log, SETTLING, clock, mine, view, question);
    }

    private <T> void expect(ViewReader.Exact<T> answer, Clock clock, Function<Recount, T> question) {
        seen.add(Sight.EXACT_ANSWER);
        if (answer.through().isAfter(SETTLING.horizon(clock.instant()))) {
            seen.add(Sight.ANSWER_BEYOND_THE_READERS_OWN_HORIZON);
        }
        T expected = question.apply(Recount.of(stored, withdrawn, answer.through()));
        if (!answer.value().equals(expected)) {
            throw new AssertionError(
                    "through " + answer.through().millis() + " there is\n" + expected + ", not\n" + answer.value());
        }
    }

    /** Lets everything come to its end, and compares the table with a recount and with one that is filled anew. */
    private void settle() {
        for (Actor actor : actors) {
            while (!actor.isFinished()) {
                go(actor, Collections.nCopies(50, Actor.Fate.DONE));
            }
        }
        late.forEach(Runnable::run);
        while (!untold.isEmpty()) {
            now = now.plusMillis(1);
            tell(untold.remove());
        }
        now = now.plusSeconds(10);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        fill(table, parts, clock);
        Recount all = new Recount(stored, withdrawn);
        expect(Answers.counts(table, first(), last()), all.counts());
        expect(Answers.players(table), all.players());
        for (String src : Events.SOURCES) {
            expect(Answers.files(table, src), all.files(src));
        }
        MemoryViewTable anew = new MemoryViewTable(100);
        fill(anew, new Parts(), clock);
        expect(table.itemsBeside("checkpoint"), anew.itemsBeside("checkpoint"));
    }

    private void fill(ViewTable filled, Parts by, Clock clock) {
        Parts.Steps projector = by.projector(log, SETTLING, clock, filled);
        for (View view : by.views()) {
            projector.nextRound();
            Projector.Step step = projector.step(view);
            while (!step.caughtUp()) {
                step = projector.step(view);
            }
        }
    }

    private static <T> void expect(T said, T right) {
        if (!said.equals(right)) {
            throw new AssertionError("in the end there is\n" + right + ", not\n" + said);
        }
    }

    private Day first() {
        return Day.containing(stored.isEmpty() ? now : stored.get(0).slot().start());
    }

    private Day last() {
        return Day.containing(now);
    }
}
