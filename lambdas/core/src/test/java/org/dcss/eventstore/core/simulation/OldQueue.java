package org.dcss.eventstore.core.simulation;

import static org.dcss.eventstore.core.simulation.SimulatedClock.micros;

import java.time.Duration;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.table.Claim;

/**
 * A queue full of messages that the protocol before this one has left behind: it has stored some at their slots, claimed
 * slots for others, stored some of those, moved claims, and died.
 */
final class OldQueue {

    private static final long OLDEST_MILLIS = Duration.ofHours(30).toMillis();

    private final Simulation world;
    private final Chance chance;
    private int events;

    OldQueue(Simulation world) {
        this.world = world;
        this.chance = world.chance;
    }

    void fill() {
        for (Source src : SimulatedSubmitter.sources().subList(0, world.plan.sources())) {
            long now = world.now() / 1000;
            long start = now - chance.below(OLDEST_MILLIS);
            long fresh = now - chance.below(1000);
            // In an ordered queue the protocol worked on one message at a time: those before it are stored, those after
            // not.
            boolean allLate = chance.oneIn(2);
            int inWork = chance.upTo(1) == 0 ? -1 : chance.below(world.plan.oldMessages());
            for (int i = 0; i < world.plan.oldMessages(); i++) {
                Message message = message(src, new Slot(start));
                boolean before = world.plan.ordered() ? i < inWork : chance.oneIn(2);
                boolean at = world.plan.ordered() ? i == inWork : chance.oneIn(2);
                leave(message, before, at, world.plan.ordered() ? allLate : chance.oneIn(2), fresh);
                world.queue.send(message, chance.upTo(2 * micros(Duration.ofHours(1))));
                start += chance.upTo(3);
                fresh += 1 + chance.upTo(3);
            }
        }
    }

    private Message message(Source src, Slot start) {
        events++;
        EventId id = new EventId(chance.oneIn(3) ? "before" + events : String.format("~%022d", 1_000 + events));
        Event event =
                new Event(id, SimulatedSubmitter.types().get(0), src, start.start(), "{\"before\":" + events + "}");
        return new Message(event, start, 1);
    }

    /**
     * Leaves the tables as the old protocol may have.
     *
     * @param stored whether it has stored the event
     * @param claimed whether it has claimed a slot for it, though it has not stored it
     * @param late whether it found the event to be late
     * @param fresh a slot that it claimed for the event if that was late
     */
    private void leave(Message message, boolean stored, boolean claimed, boolean late, long fresh) {
        Event event = message.event();
        Slot from = late ? new Slot(fresh) : message.start();
        if ((stored || claimed) && (late || event.id().mayComeAgain())) {
            world.seen(Seen.CLAIMED_BEFORE_THE_SWITCH);
            world.tables.claims().claim(event.key(), new Claim(from, Optional.empty(), Optional.empty()));
        }
        if (stored) {
            world.seen(Seen.STORED_BEFORE_THE_SWITCH);
            Slot slot = from;
            while (world.tables.events().at(slot).isPresent()) {
                slot = slot.next();
            }
            world.tables.events().open(slot.day());
            world.tables.events().put(slot, event);
            world.invariants.stored(slot, event);
            if (world.plan.ordered()) {
                world.tables.tails().raise(event.src(), slot);
            }
        }
    }
}
