package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds the one slot of one event.
 *
 * <p>All attempts at an event, by whichever consumer, start from the same slot: the message's, or the event's claim.
 * They probe upwards and put at the first free slot, so that they meet at the event's own slot, because slots are never
 * freed and a free one is never passed over. When the first free slot is too old to be written, it must settle; if it
 * is free even then, no attempt from this start can succeed any more, and a claim gives all attempts a new start.
 *
 * <p>A client's id may come again in another message with another start, so such an event claims first of all.
 */
final class Placement implements Actor {

    private enum Phase {
        /** Putting at the first free slot, as long as that is young enough. */
        PROBING,
        /** Waiting for the first free slot to settle, to know that the event is not in this run. */
        WALKING,
        /** Asking for a claim, or for moving the one there is. */
        CLAIMING,
        FINISHED
    }

    private final Message message;
    private final EventKey key;
    private final Settling settling;
    private final Occupancy occupancy;
    private final Set<Day> openDays;
    private final Backoff backoff;
    /** In an ordered batch: the slot of the source's event before this one, which this one must come after. */
    private final Optional<Slot> floor;

    private Phase phase;
    private Slot cursor;
    private Optional<Slot> claim = Optional.empty();
    private boolean late;
    private int conflicts;
    private Outcome outcome = new Outcome.Retry("out of time");

    Placement(
            Message message,
            Settling settling,
            Occupancy occupancy,
            Set<Day> openDays,
            RandomGenerator random,
            Optional<Slot> floor) {
        this.message = message;
        this.key = message.event().key();
        this.settling = settling;
        this.occupancy = occupancy;
        this.openDays = openDays;
        this.backoff = new Backoff(settling.callTimeout(), random);
        this.floor = floor;
        this.cursor = message.start();
        this.phase = message.event().id().isClientMade() ? Phase.CLAIMING : Phase.PROBING;
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

    @Override
    public Decision decide(Instant now) {
        Optional<Instant> backingOff = backoff.waitUntil(now);
        if (phase != Phase.FINISHED && backingOff.isPresent()) {
            return new Decision.Wait(backingOff.get());
        }
        return switch (phase) {
            case PROBING -> probe(now);
            case WALKING -> walk(now);
            case CLAIMING -> claim(now);
            case FINISHED -> new Decision.Finished();
        };
    }

    private Decision probe(Instant now) {
        if (passTaken()) {
            return new Decision.Finished();
        }
        boolean outOfOrder = floor.filter(last -> !cursor.isAfter(last)).isPresent();
        if (outOfOrder || !settling.mayStart(cursor, now)) {
            phase = Phase.WALKING;
            return walk(now);
        }
        Optional<Request> mate = occupancy.putUnderWay(cursor);
        if (mate.isPresent()) {
            return new Decision.Await(mate.get());
        }
        if (occupancy.isCrowded() && occupancy.seenFreeAt(cursor).isEmpty()) {
            return read(occupancy.lowestUnknown(cursor));
        }
        return openThen(cursor.day(), new Request.Put(cursor, message.event()));
    }

    private Decision walk(Instant now) {
        if (passTaken()) {
            return new Decision.Finished();
        }
        Instant settledAt = settling.settledAt(cursor);
        Optional<Instant> seenFree = occupancy.seenFreeAt(cursor);
        if (seenFree.isEmpty()) {
            return read(cursor);
        }
        if (!seenFree.get().isBefore(settledAt)) {
            phase = Phase.CLAIMING;
            return claim(now);
        }
        return now.isBefore(settledAt) ? new Decision.Wait(settledAt) : read(cursor);
    }

    private Decision claim(Instant now) {
        Slot slot = claimableSlot(now);
        Instant paced = slot.start().minus(settling.startWithin());
        if (now.isBefore(paced)) {
            return new Decision.Wait(paced);
        }
        late = late || !message.event().id().isClientMade() || claim.isPresent();
        return new Decision.Send(
                claim.isPresent() ? new Request.MoveClaim(key, claim.get(), slot) : new Request.Claim(key, slot));
    }

    /**
     * The message's own start while a put there has time enough to follow the claim, else a free slot from now on. Not
     * too far ahead of the clock: faster than one event a millisecond is waited for.
     */
    private Slot claimableSlot(Instant now) {
        boolean first = claim.isEmpty() && message.event().id().isClientMade();
        boolean young = !now.isAfter(message.start().plus(settling.callTimeout()));
        Slot wanted = first && young ? message.start() : Slot.at(now);
        Slot ordered = floor.map(last -> Slot.max(wanted, last.next())).orElse(wanted);
        return occupancy.firstUnclaimed(ordered);
    }

    /** Moves the cursor to the first slot not known as taken; finishes if the event itself is met on the way. */
    private boolean passTaken() {
        for (Optional<EventKey> by = occupancy.takenBy(cursor); by.isPresent(); by = occupancy.takenBy(cursor)) {
            if (by.get().equals(key)) {
                finish(new Outcome.AlreadyStored(cursor));
                return true;
            }
            cursor = cursor.next();
        }
        return false;
    }

    private Decision read(Slot from) {
        return occupancy
                .readUnderWay()
                .<Decision>map(Decision.Await::new)
                .orElseGet(() -> new Decision.Send(new Request.ReadRun(from)));
    }

    private Decision openThen(Day day, Request request) {
        if (openDays.contains(day)) {
            return new Decision.Send(request);
        }
        return occupancy
                .openingUnderWay(day)
                .<Decision>map(Decision.Await::new)
                .orElseGet(() -> new Decision.Send(new Request.OpenDay(day)));
    }

    @Override
    public void answered(Request request, Answer answer, Instant sentAt, Instant now) {
        if (answer instanceof Answer.OfPut put && request instanceof Request.Put at) {
            putAnswered(at.slot(), put.result(), now);
        } else if (answer instanceof Answer.OfRun read) {
            occupancy.learn(read.run(), sentAt);
            backoff.succeeded();
        } else if (answer instanceof Answer.OfClaim made) {
            claimAnswered(made.result(), now);
        } else if (answer instanceof Answer.Done && request instanceof Request.OpenDay open) {
            openDays.add(open.day());
            backoff.succeeded();
        } else {
            backoff.failed(now);
        }
    }

    private void putAnswered(Slot slot, PutResult result, Instant now) {
        if (result instanceof PutResult.Stored) {
            occupancy.met(slot, false);
            occupancy.take(slot, key);
            finish(new Outcome.Stored(slot, late));
        } else if (result instanceof PutResult.Taken taken) {
            boolean another = !taken.by().equals(key);
            occupancy.met(slot, another);
            occupancy.take(slot, taken.by());
            conflicts += another ? 1 : 0;
            backoff.succeeded();
        } else if (result instanceof PutResult.Refused refused) {
            finish(new Outcome.Poison(refused.reason()));
        } else {
            backoff.failed(now);
        }
    }

    private void claimAnswered(ClaimResult result, Instant now) {
        if (result instanceof ClaimResult.Held held) {
            claim = Optional.of(held.slot());
            cursor = held.slot();
            phase = Phase.PROBING;
            backoff.succeeded();
        } else {
            backoff.failed(now);
        }
    }

    private void finish(Outcome how) {
        outcome = how;
        phase = Phase.FINISHED;
    }
}
