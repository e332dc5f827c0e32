package org.dcss.eventstore.core.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/** Somebody who follows the feed from some slot on. */
final class SimulatedReader {

    private final Simulation world;
    private final String name;
    private final Slot start;
    private final Filter filter;
    private final int limit;
    private final List<StoredEvent> seen = new ArrayList<>();
    private Slot position;
    private Slot told;
    private boolean reading;

    SimulatedReader(Simulation world, String name, Slot start, Filter filter, int limit) {
        this.world = world;
        this.name = name;
        this.start = start;
        this.position = start;
        this.told = start;
        this.filter = filter;
        this.limit = limit;
        world.say(name, () -> "starts after " + world.trace.name(start) + " for " + filter + ", limit " + limit);
    }

    String name() {
        return name;
    }

    Slot start() {
        return start;
    }

    /** Whether it was told that nothing can appear at the slot any more. It would see it all the same until it passes. */
    boolean isToldOf(Slot slot) {
        return slot.isAfter(start) && !slot.isAfter(told);
    }

    /** Whether its next page begins after the slot, so that it never sees what appears there now. */
    boolean hasPassed(Slot slot) {
        return slot.isAfter(start) && !slot.isAfter(position);
    }

    /** Every passing event after the start up to here should have been seen. */
    Slot position() {
        return position;
    }

    Filter filter() {
        return filter;
    }

    boolean isReading() {
        return reading;
    }

    List<StoredEvent> seen() {
        return seen;
    }

    /** Reads the next page, by whichever function answers; whether there may be more at once. */
    boolean poll() {
        if (reading) {
            return false;
        }
        reading = true;
        Slot after = position;
        try {
            SimulatedClock clock = world.queryClock();
            Instant now = clock.instant();
            FeedPage page = world.mutant.shown(world.feed(clock).page(after, filter, limit), now);
            world.say(
                    name,
                    () -> "is shown " + world.trace.name(page) + " after "
                            + world.trace.name(after) + ", its function's clock at "
                            + world.trace.name(Slot.at(now)));
            world.invariants.shown(this, after, limit, page);
            seen.addAll(page.events());
            position = page.next();
            told = Slot.max(told, page.caughtUp() ? page.horizon() : page.next());
            return !page.caughtUp();
        } catch (ReadFailedException e) {
            return true;
        } finally {
            reading = false;
        }
    }

    /** Reads until there is nothing more. */
    void catchUp() {
        for (int pages = 0; poll(); pages++) {
            if (pages > 5_000) {
                throw new Violation(name + " does not arrive at the end of the feed", name);
            }
        }
    }
}
