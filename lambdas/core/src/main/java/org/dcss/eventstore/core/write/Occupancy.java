package org.dcss.eventstore.core.write;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.Stretch;

/**
 * What a batch has learned about slots: which are taken and by whom, which a read has covered, and which
 * requests of the batch are under way. Slots are never freed, so what is known as taken stays true.
 */
final class Occupancy {

    private static final int CONFLICTS_TO_JUDGE_BY = 2;

    private final Map<Slot, Occupant> taken = new HashMap<>();
    private final TakenSlots known;
    /** The stretches that reads have covered: first slot, last slot. */
    private final NavigableMap<Slot, Slot> covered = new TreeMap<>();

    private final Map<Slot, Request<?>> puts = new HashMap<>();
    private final Set<Slot> claimed = new HashSet<>();
    private final Map<Day, Request<?>> openings = new HashMap<>();
    private Optional<Request<?>> read = Optional.empty();
    /** The slots at which events go on that met others, as long as no read has covered them. */
    private final NavigableSet<Slot> lost = new TreeSet<>();

    private int blindPuts;
    private int blindConflicts;

    /** @param known what other batches of the same writer have learned */
    Occupancy(TakenSlots known) {
        this.known = known;
    }

    void take(Slot slot, Occupant by) {
        taken.put(slot, by);
        known.add(slot, by);
    }

    /** Notes what a put met: another event, or else a free slot. */
    void met(Slot slot, boolean another) {
        if (isCovered(slot)) {
            return;
        }
        blindPuts++;
        if (another) {
            blindConflicts++;
            lost.add(slot.next());
        }
    }

    /** Whether puts at slots of which nothing is known are more likely to meet another event than a free slot. */
    boolean isCrowded() {
        return blindConflicts >= CONFLICTS_TO_JUDGE_BY && 2 * blindConflicts > blindPuts;
    }

    /** Where a read for the event at {@code cursor} begins: lower if another event of the batch needs one there, so that one read serves both. */
    Slot lowestUnknown(Slot cursor) {
        lost.removeIf(slot -> isTaken(slot) || isCovered(slot));
        return lost.isEmpty() ? cursor : Slot.min(cursor, lost.first());
    }

    /** What is known to hold a slot. */
    Optional<Occupant> at(Slot slot) {
        Occupant by = taken.get(slot);
        return by == null ? known.at(slot) : Optional.of(by);
    }

    private boolean isTaken(Slot slot) {
        return at(slot).isPresent();
    }

    void learn(Stretch read) {
        read.taken().forEach(this::take);
        covered.merge(read.from(), read.through(), Slot::max);
    }

    /** Whether a read has looked at the slot: if it is not known as taken, it was free then. */
    boolean isCovered(Slot slot) {
        return covered.headMap(slot, true).values().stream().anyMatch(through -> !slot.isAfter(through));
    }

    /** Whether nothing in this batch knows the slot as taken, is putting at it or goes there. */
    boolean isUnclaimed(Slot slot) {
        return !isTaken(slot) && !puts.containsKey(slot) && !claimed.contains(slot);
    }

    void sent(Request<?> request) {
        if (request instanceof Request.Put put) {
            puts.put(put.slot(), put);
        } else if (request instanceof Request.OpenDay open) {
            openings.put(open.day(), open);
        } else if (request instanceof Request.ReadStretch) {
            read = Optional.of(request);
        } else if (request instanceof Request.Forward forward) {
            puts.put(forward.slot(), forward);
            claimed.add(forward.next());
        } else if (request instanceof Request.MakeClaim make) {
            claimed.add(make.claim().slot());
        }
    }

    void answered(Request<?> request) {
        if (request instanceof Request.Put put) {
            puts.remove(put.slot());
        } else if (request instanceof Request.Forward forward) {
            puts.remove(forward.slot());
        } else if (request instanceof Request.OpenDay open) {
            openings.remove(open.day());
        } else if (request instanceof Request.ReadStretch) {
            read = Optional.empty();
        }
    }

    Optional<Request<?>> putUnderWay(Slot slot) {
        return Optional.ofNullable(puts.get(slot));
    }

    Optional<Request<?>> openingUnderWay(Day day) {
        return Optional.ofNullable(openings.get(day));
    }

    Optional<Request<?>> readUnderWay() {
        return read;
    }
}
