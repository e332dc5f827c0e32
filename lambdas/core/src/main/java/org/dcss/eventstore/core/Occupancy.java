package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a batch has learned about slots: which are taken and by whom, which were seen free and when, and which
 * requests of the batch are under way. Slots are never freed, so what is known as taken stays true.
 */
final class Occupancy {

    private static final int CONFLICTS_TO_JUDGE_BY = 2;

    /** A stretch that one read covered, keyed elsewhere by its first slot. */
    private record Scan(Slot through, Instant readAt) {}

    private final Map<Slot, EventKey> taken = new HashMap<>();
    private final NavigableMap<Slot, Scan> scans = new TreeMap<>();
    private final Map<Slot, Request> puts = new HashMap<>();
    private final Set<Slot> claimed = new HashSet<>();
    private final Map<Day, Request> openings = new HashMap<>();
    private Optional<Request> read = Optional.empty();
    /** Where events go on that met others and whose neighbourhood no read has covered yet. */
    private final NavigableSet<Slot> lost = new TreeSet<>();

    private int blindPuts;
    private int blindConflicts;

    void take(Slot slot, EventKey by) {
        taken.put(slot, by);
    }

    /** Notes what a put met: another event, or else a free slot. */
    void met(Slot slot, boolean another) {
        if (seenFreeAt(slot).isPresent()) {
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

    /** Where a read helps an event at this slot, and others of the batch the most: at the first of those that need it. */
    Slot lowestUnknown(Slot cursor) {
        lost.removeIf(slot -> taken.containsKey(slot) || seenFreeAt(slot).isPresent());
        return lost.isEmpty() ? cursor : Slot.min(cursor, lost.first());
    }

    Optional<EventKey> takenBy(Slot slot) {
        return Optional.ofNullable(taken.get(slot));
    }

    /** Adds what a read saw that was sent at {@code readAt}. */
    void learn(Run run, Instant readAt) {
        taken.putAll(run.taken());
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
