package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch has learned about slots: which are taken and by whom, which were seen free and when, and which
 * requests of the batch are under way. Slots are never freed, so what is known as taken stays true.
 */
final class Occupancy {

    /** A stretch that one read covered, keyed elsewhere by its first slot. */
    private record Scan(Slot through, Instant readAt) {}

    private final Map<Slot, EventKey> taken = new HashMap<>();
    private final NavigableMap<Slot, Scan> scans = new TreeMap<>();
    private final Map<Slot, Request> puts = new HashMap<>();
    private final Set<Slot> claimed = new HashSet<>();
    private final Map<Day, Request> openings = new HashMap<>();
    private Optional<Request> read = Optional.empty();
    private int conflictsSinceRead;

    void take(Slot slot, EventKey by) {
        taken.put(slot, by);
    }

    void conflict() {
        conflictsSinceRead++;
    }

    /** Conflicts that the batch met since it last read a run. */
    int conflictsSinceRead() {
        return conflictsSinceRead;
    }

    Optional<EventKey> takenBy(Slot slot) {
        return Optional.ofNullable(taken.get(slot));
    }

    /** Adds what a read saw that was sent at {@code readAt}. */
    void learn(Run run, Instant readAt) {
        taken.putAll(run.taken());
        conflictsSinceRead = 0;
        scans.merge(
                run.from(),
                new Scan(run.through(), readAt),
                (old, young) -> old.readAt().isAfter(young.readAt()) ? old : young);
    }

    /** When a slot that is not taken was last seen free by a read; empty if no read covered it. */
    Optional<Instant> seenFreeAt(Slot slot) {
        Optional<Instant> latest = Optional.empty();
        for (Map.Entry<Slot, Scan> scan :
                scans.headMap(slot, true).descendingMap().entrySet()) {
            if (!slot.isAfter(scan.getValue().through())) {
                Instant readAt = scan.getValue().readAt();
                if (latest.map(readAt::isAfter).orElse(true)) {
                    latest = Optional.of(readAt);
                }
            }
        }
        return latest;
    }

    /** The first slot from {@code from} on that nothing in this batch knows as taken, is putting at or has claimed. */
    Slot firstUnclaimed(Slot from) {
        Slot slot = from;
        while (taken.containsKey(slot) || puts.containsKey(slot) || claimed.contains(slot)) {
            slot = slot.next();
        }
        return slot;
    }

    void sent(Request request) {
        if (request instanceof Request.Put put) {
            puts.put(put.slot(), put);
        } else if (request instanceof Request.OpenDay open) {
            openings.put(open.day(), open);
        } else if (request instanceof Request.ReadRun) {
            read = Optional.of(request);
        } else if (request instanceof Request.Claim claim) {
            claimed.add(claim.slot());
        } else if (request instanceof Request.MoveClaim move) {
            claimed.add(move.to());
        }
    }

    void answered(Request request) {
        if (request instanceof Request.Put put) {
            puts.remove(put.slot());
        } else if (request instanceof Request.OpenDay open) {
            openings.remove(open.day());
        } else if (request instanceof Request.ReadRun) {
            read = Optional.empty();
        }
    }

    Optional<Request> putUnderWay(Slot slot) {
        return Optional.ofNullable(puts.get(slot));
    }

    Optional<Request> openingUnderWay(Day day) {
        return Optional.ofNullable(openings.get(day));
    }

    Optional<Request> readUnderWay() {
        return read;
    }
}
