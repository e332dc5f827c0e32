package org.dcss.eventstore.core.write;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Slot;

/**
 * Slots near now for events that cannot have their own, none handed out twice by one writer. Safe for use by several
 * threads.
 *
 * <p>Each slot that is met taken costs a put, and nothing else. Writers know nothing of one another: each keeps to one
 * lane, which is every {@value #LANES}th slot, as long as that has free ones, and changes the lane when it meets others there.
 */
public final class FreshSlots {

    private static final int LANES = 16;
    private static final int NONE = -1;

    private final NavigableSet<Slot> handedOut = new TreeSet<>();
    /** Chosen at the first use: functions restored from one snapshot would share one that was chosen before. */
    private int lane = NONE;

    /**
     * Hands out a slot: within {@code spread} from now where one is left, else soon after.
     *
     * @param above what it must lie above
     * @param isFree whether the caller, too, knows nothing that holds a slot
     * @param random where in the spread to look first, so that writers do not all look at its beginning
     */
    synchronized Slot take(
            Instant now, Duration spread, Optional<Slot> above, Predicate<Slot> isFree, RandomGenerator random) {
        if (lane == NONE) {
            lane = random.nextInt(LANES);
        }
        Slot first = Slot.at(now);
        handedOut.headSet(first, false).clear();
        Slot lowest = above.map(floor -> Slot.max(first, floor.next())).orElse(first);
        Slot end = Slot.at(now.plus(spread));
        Slot from = Slot.max(lowest, new Slot(first.millis() + random.nextLong(spread.toMillis())));
        Predicate<Slot> open = slot -> !handedOut.contains(slot) && isFree.test(slot);
        Slot taken = firstNear(lowest, from, end, open).orElseGet(() -> firstFrom(Slot.max(lowest, end), open));
        handedOut.add(taken);
        return taken;
    }

    /** In this writer's lane or, where that is full, in ever more lanes around it. */
    private Optional<Slot> firstNear(Slot lowest, Slot from, Slot end, Predicate<Slot> open) {
        Optional<Slot> found = Optional.empty();
        for (int step = LANES; step >= 1 && found.isEmpty(); step /= 2) {
            int every = step;
            Predicate<Slot> inLanes = slot -> slot.millis() % every == lane % every && open.test(slot);
            found = firstOf(from, end, inLanes).or(() -> firstOf(lowest, from, inLanes));
        }
        return found;
    }

    private static Optional<Slot> firstOf(Slot from, Slot end, Predicate<Slot> wanted) {
        for (Slot slot = from; end.isAfter(slot); slot = slot.next()) {
            if (wanted.test(slot)) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    private static Slot firstFrom(Slot from, Predicate<Slot> wanted) {
        Slot slot = from;
        while (!wanted.test(slot)) {
            slot = slot.next();
        }
        return slot;
    }

    /** Notes that another writer was first at a slot that was handed out. */
    synchronized void met(Slot slot, RandomGenerator random) {
        if (handedOut.contains(slot)) {
            lane = random.nextInt(LANES);
        }
    }
}
