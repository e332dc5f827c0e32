package org.dcss.eventstore.core.write;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.ContentHash;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;

/**
 * Finds the one slot of one event.
 *
 * <p>All attempts at an event, by whichever consumer, walk one path: from the message's slot, or the claim's for a
 * client's id, past every slot that another holds, to the first free one. There the event is put while a put may start,
 * else a tombstone that names a fresh slot, where all attempts go on. So each slot of the path is decided by one
 * conditional put, and the event is put nowhere else: it is stored once, whatever clocks show and whenever a put lands.
 * A put without an answer is repeated at its slot until that is decided.
 */
final class Placement implements Actor {

    private enum Phase {
        /** Asking where the path starts. */
        CLAIMING,
        /** Deciding the path's slots one after another. */
        WALKING,
        FINISHED
    }

    private final Delivery delivery;
    private final Event event;
    private final EventKey key;
    private final WriterOptions options;
    private final Occupancy occupancy;
    private final Set<Day> openDays;
    private final FreshSlots freshSlots;
    private final RandomGenerator random;
    private final Backoff backoff;
    /** In an ordered batch: the slot of the source's event before this one, which this one must come after. */
    private final Optional<Slot> floor;

    private Phase phase;
    private Slot cursor;
    /** The fresh slot of a claim or tombstone that is not decided yet: a retry uses it again and takes no other. */
    private Optional<Slot> fresh = Optional.empty();

    private boolean late;
    private boolean unknown;
    private boolean foundLate;
    private int conflicts;
    private Outcome outcome = new Outcome.Retry("out of time");

    Placement(
            Delivery delivery,
            WriterOptions options,
            Occupancy occupancy,
            Set<Day> openDays,
            FreshSlots freshSlots,
            RandomGenerator random,
            Optional<Slot> floor) {
        this.delivery = delivery;
        this.event = delivery.message().event();
        this.key = event.key();
        this.options = options;
        this.occupancy = occupancy;
        this.openDays = openDays;
        this.freshSlots = freshSlots;
        this.random = random;
        this.backoff = new Backoff(options.settling().callTimeout(), random);
        this.floor = floor;
        this.cursor = delivery.message().start();
        this.phase = event.id().mayComeAgain() || delivery.message().mayHaveOldClaim() ? Phase.CLAIMING : Phase.WALKING;
    }

    boolean isFinished() {
        return phase == Phase.FINISHED;
    }

    /** How it ended; a {@code Retry} as long as it has not. */
    Outcome outcome() {
        return outcome;
    }

    /** How many slots were found taken only by putting at them. */
    int conflicts() {
        return conflicts;
    }

    /**
     * The put of the event that is not known to have landed in time: found after the time, or still unknown then. A
     * tombstone or another event at the slot proves that a put there has not landed, and never will.
     */
    Optional<WriteReport.LatePut> latePut(Instant now) {
        boolean stillUnknown = unknown && options.settling().isAtRisk(cursor, now);
        return foundLate || stillUnknown ? Optional.of(new WriteReport.LatePut(key, cursor)) : Optional.empty();
    }

    @Override
    public Decision decide(Instant now) {
        if (phase == Phase.FINISHED) {
            return new Decision.Finished();
        }
        if (options.mayBeDeleted(event.accepted(), now)) {
            finish(new Outcome.Poison(
                    "accepted longer ago than events are kept: if it was stored, that may be deleted"));
            return new Decision.Finished();
        }
        Optional<Instant> backingOff = backoff.waitUntil(now);
        if (backingOff.isPresent()) {
            return new Decision.Wait(backingOff.get());
        }
        return phase == Phase.CLAIMING ? claim(now) : walk(now);
    }

    /** An old message's event may have been claimed for by the protocol before this one, and then starts there. */
    private Decision claim(Instant now) {
        if (!event.id().mayComeAgain()) {
            return new Decision.Send<>(new Request.FindClaim(key), this::claimLookedFor);
        }
        Slot slot = isYoung(cursor, now) && isAboveFloor(cursor) ? cursor : freshSlot(now);
        Claim wanted = new Claim(slot, Optional.of(ContentHash.of(event)), Optional.of(delivery.messageId()));
        return notTooFarAhead(
                slot,
                now,
                new Decision.Send<>(
                        new Request.MakeClaim(key, wanted), (reply, at) -> claimAnswered(wanted, reply, at)));
    }

    private Decision walk(Instant now) {
        if (passTaken(now)) {
            return new Decision.Finished();
        }
        Optional<Request<?>> mate = occupancy.putUnderWay(cursor);
        if (mate.isPresent()) {
            return new Decision.Await(mate.get());
        }
        if (occupancy.isCrowded() && !occupancy.isCovered(cursor)) {
            Slot from = occupancy.lowestUnknown(cursor);
            return occupancy
                    .readUnderWay()
                    .<Decision>map(Decision.Await::new)
                    .orElseGet(() -> new Decision.Send<>(new Request.ReadStretch(from), this::stretchRead));
        }
        if (isAboveFloor(cursor) && options.settling().mayStart(cursor, now)) {
            return openThen(cursor.day(), new Decision.Send<>(new Request.Put(cursor, event), this::putAnswered));
        }
        Slot next = freshSlot(now);
        return notTooFarAhead(
                next,
                now,
                new Decision.Send<>(
                        new Request.Forward(cursor, key, next), (reply, at) -> tombstoneAnswered(next, reply, at)));
    }

    private boolean isAboveFloor(Slot slot) {
        return floor.map(slot::isAfter).orElse(true);
    }

    /** Whether a put at the slot has time enough to follow a claim or a tombstone that leads there. */
    private boolean isYoung(Slot slot, Instant now) {
        return !now.isAfter(slot.plus(options.settling().callTimeout()));
    }

    private Slot freshSlot(Instant now) {
        Slot slot = fresh.filter(kept -> isYoung(kept, now))
                .orElseGet(() ->
                        freshSlots.take(now, options.settling().callTimeout(), floor, occupancy::isUnclaimed, random));
        fresh = Optional.of(slot);
        return slot;
    }

    /** More late events than there are milliseconds wait until the clock has come near enough. */
    private Decision notTooFarAhead(Slot slot, Instant now, Decision request) {
        Instant near = slot.start().minus(options.settling().startWithin());
        boolean ownStart = slot.equals(delivery.message().start());
        return now.isBefore(near) && !ownStart ? new Decision.Wait(near) : request;
    }

    /** Follows the path as far as it is known to be decided; finishes if the event itself is met on the way. */
    private boolean passTaken(Instant now) {
        for (Optional<Occupant> by = occupancy.at(cursor); by.isPresent(); by = occupancy.at(cursor)) {
            boolean own = by.get().isOf(key);
            if (own && by.get().next().isEmpty()) {
                foundLate = (unknown || delivery.again()) && options.settling().isAtRisk(cursor, now);
                finish(new Outcome.AlreadyStored(cursor));
                return true;
            }
            late |= own;
            Slot above = cursor.next();
            goTo(own ? Slot.max(above, by.get().next().orElse(above)) : above);
        }
        return false;
    }

    private void goTo(Slot slot) {
        cursor = slot;
        unknown = false;
    }

    private Decision openThen(Day day, Decision request) {
        if (openDays.contains(day)) {
            return request;
        }
        return occupancy
                .openingUnderWay(day)
                .<Decision>map(Decision.Await::new)
                .orElseGet(() -> new Decision.Send<>(new Request.OpenDay(day), this::dayOpened));
    }

    private void dayOpened(Reply<Day> reply, Instant now) {
        backoff.after(reply, now).ifPresent(openDays::add);
    }

    private void stretchRead(Reply<Stretch> reply, Instant now) {
        backoff.after(reply, now).ifPresent(occupancy::learn);
    }

    private void putAnswered(Reply<PutResult> reply, Instant now) {
        unknown |= reply instanceof Reply.NoAnswer<PutResult>;
        backoff.after(reply, now).ifPresent(result -> {
            if (result instanceof PutResult.Stored) {
                occupancy.met(cursor, false);
                occupancy.take(cursor, Occupant.event(key));
                finish(new Outcome.Stored(cursor, late));
            } else {
                notPut(result, now);
            }
        });
    }

    private void tombstoneAnswered(Slot next, Reply<PutResult> reply, Instant now) {
        backoff.after(reply, now).ifPresent(result -> {
            if (result instanceof PutResult.Stored) {
                occupancy.met(cursor, false);
                occupancy.take(cursor, Occupant.tombstone(key, next));
                passTaken(now);
            } else {
                notPut(result, now);
            }
        });
    }

    private void notPut(PutResult result, Instant now) {
        if (result instanceof PutResult.Taken taken) {
            boolean another = !taken.by().isOf(key);
            occupancy.met(cursor, another);
            occupancy.take(cursor, taken.by());
            conflicts += another ? 1 : 0;
            if (another && fresh.filter(cursor::equals).isPresent()) {
                freshSlots.met(cursor, random);
            }
            passTaken(now);
        } else if (result instanceof PutResult.Refused refused) {
            finish(new Outcome.Poison(refused.reason()));
        }
    }

    private void claimLookedFor(Reply<Optional<Claim>> reply, Instant now) {
        backoff.after(reply, now)
                .ifPresent(found ->
                        found.ifPresentOrElse(claim -> claimStands(claim, false, now), () -> phase = Phase.WALKING));
    }

    private void claimAnswered(Claim wanted, Reply<Claim> reply, Instant now) {
        backoff.after(reply, now).ifPresent(claim -> claimStands(claim, claim.equals(wanted), now));
    }

    /** @param granted whether it is the claim that this attempt wanted */
    private void claimStands(Claim claim, boolean granted, Instant now) {
        if (event.id().mayComeAgain() && !claim.isFor(ContentHash.of(event))) {
            finish(new Outcome.IdConflict(claim.slot(), claim.messageId()));
        } else if (options.mayBeDeleted(claim.slot().start(), now)) {
            finish(new Outcome.AlreadyStored(claim.slot()));
        } else {
            late = granted && !claim.slot().equals(cursor);
            goTo(claim.slot());
            phase = Phase.WALKING;
        }
    }

    private void finish(Outcome how) {
        outcome = how;
        phase = Phase.FINISHED;
        unknown = false;
    }
}
