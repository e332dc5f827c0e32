package org.dcss.eventstore.core.simulation;

import static org.dcss.eventstore.core.simulation.SimulatedClock.micros;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** The readers: when they come, where they start, and what else is read. */
final class Audience {

    private final Simulation world;
    private final Plan plan;
    private final Chance chance;

    Audience(Simulation world) {
        this.world = world;
        this.plan = world.plan;
        this.chance = world.chance;
    }

    void start() {
        long soon = plan.window() + 3 * plan.settle();
        for (int i = 1; i <= plan.readers(); i++) {
            String name = "reader-" + i;
            world.agenda.at(plan.start() - plan.settle() + chance.upTo(soon), () -> enter(name));
        }
        Day day = Slot.at(SimulatedClock.instant(plan.start())).day();
        long closes = micros(plan.settling().settledAt(day.last()));
        long skew = chance.either(0, plan.maxSkew());
        world.agenda.at(closes - skew + chance.pick(0, 1_000, chance.upTo(plan.settle())), () -> readDay(day));
    }

    private void enter(String name) {
        Filter filter = new Filter(
                chance.oneIn(4) ? Set.of(chance.pick(SimulatedSubmitter.sources())) : Set.of(),
                chance.oneIn(4) ? Set.of(chance.pick(SimulatedSubmitter.types())) : Set.of());
        int limit = (int) chance.pick(1, 2, 5, 1000);
        SimulatedReader reader = new SimulatedReader(world, name, somewhere(), filter, limit);
        world.readers.add(reader);
        for (int polls = chance.between(1, 6); polls > 0; polls--) {
            world.agenda.after(chance.upTo(4 * plan.settle()), reader::poll);
        }
    }

    private Slot somewhere() {
        Slot begin = Slot.at(SimulatedClock.instant(plan.start()));
        Slot now = Slot.at(SimulatedClock.instant(world.now()));
        Day day = begin.day();
        return switch (chance.below(6)) {
            case 0 -> new Slot(0);
            case 1 -> day.next().first();
            case 2 -> chance.oneIn(2) ? day.last() : day.first();
            case 3 -> new Slot(now.millis() - plan.settling().settle().toMillis() + chance.below(3) - 1);
            case 4 -> new Slot(begin.millis() + chance.below(200));
            default -> new Slot(begin.millis() - chance.below(100L * 24 * 3_600_000));
        };
    }

    /** Makes readers look when it hurts most: just before a put lands, and just when its slot comes into sight. */
    void watch(long landsAt, Slot slot) {
        if (chance.oneIn(3)) {
            world.agenda.at(landsAt - chance.upTo(1_000), this::pollSomebody);
        }
        if (chance.oneIn(4)) {
            long inSight = micros(plan.settling().settledAt(slot));
            long skew = chance.either(0, plan.maxSkew());
            world.agenda.at(inSight - skew + chance.pick(-1_000, 0, 0, 1_000), this::pollSomebody);
        }
    }

    private void pollSomebody() {
        if (!world.readers.isEmpty()) {
            chance.pick(world.readers).poll();
        }
    }

    /** Reads a whole day if a function's clock says that it is closed. */
    private void readDay(Day day) {
        SimulatedClock clock = world.queryClock();
        Instant now = clock.instant();
        if (!world.mutant.reading(plan.settling()).isClosed(day, now)) {
            return;
        }
        EventLog log = world.mutant.reading(new SimulatedLog(world));
        List<StoredEvent> events = new ArrayList<>();
        try {
            Slot last = day.last();
            // As the day's endpoint reads: eventually consistent where that is long ago, in pages of any size.
            Slot edge = Slot.min(last, Slot.at(now.minus(Feed.LIVE_EDGE)));
            Slot from = readThrough(edge, day.first(), Consistency.EVENTUAL, log, events);
            readThrough(last, from, Consistency.STRONG, log, events);
            world.invariants.closed(day, events);
        } catch (ReadFailedException e) {
            world.say("reader of a day", () -> "gets no answer");
        }
    }

    /** Returns where to go on. */
    private Slot readThrough(
            Slot through, Slot first, Consistency consistency, EventLog log, List<StoredEvent> events) {
        Slot from = first;
        while (!from.isAfter(through)) {
            LogPage page = log.read(from, through, Filter.NONE, (int) chance.pick(1, 2, 1000), consistency);
            events.addAll(page.events());
            from = page.through().next();
        }
        return from;
    }
}
