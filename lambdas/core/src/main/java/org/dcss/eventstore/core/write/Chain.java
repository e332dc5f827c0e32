package org.dcss.eventstore.core.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/**
 * Places one source's messages of a batch one after another, each at a slot after the one before.
 *
 * <p>Where the batch before ended is the source's tail, read first and raised last. Until the raised tail is confirmed
 * no message of the source counts as placed: the next batch relies on it.
 */
final class Chain implements Actor {

    private final Source src;
    private final List<Delivery> messages;
    private final BiFunction<Delivery, Optional<Slot>, Placement> placing;
    private final Backoff backoff;
    private final List<Placement> placements = new ArrayList<>();
    private Optional<Slot> tail = Optional.empty();
    private Optional<Slot> savedTail = Optional.empty();
    private boolean started;

    Chain(
            Source src,
            List<Delivery> messages,
            Settling settling,
            RandomGenerator random,
            BiFunction<Delivery, Optional<Slot>, Placement> placing) {
        this.src = src;
        this.messages = messages;
        this.placing = placing;
        this.backoff = new Backoff(settling.callTimeout(), random);
    }

    @Override
    public Decision decide(Instant now) {
        Optional<Instant> backingOff = backoff.waitUntil(now);
        if (backingOff.isPresent()) {
            return new Decision.Wait(backingOff.get());
        }
        if (!started) {
            return new Decision.Send<>(new Request.ReadTail(src), this::tailRead);
        }
        while (true) {
            if (placements.isEmpty() || current().isFinished()) {
                if (placements.size() == messages.size()) {
                    return tail.equals(savedTail)
                            ? new Decision.Finished()
                            : new Decision.Send<>(new Request.RaiseTail(src, tail.orElseThrow()), this::tailRaised);
                }
                placements.add(placing.apply(messages.get(placements.size()), tail));
            }
            Decision decision = current().decide(now);
            if (decision instanceof Decision.Send<?> send) {
                return send.andThen(this::passCurrent);
            } else if (!(decision instanceof Decision.Finished)) {
                return decision;
            }
            passCurrent();
        }
    }

    private void tailRead(Reply<Optional<Slot>> reply, Instant now) {
        backoff.after(reply, now).ifPresent(known -> {
            tail = known;
            savedTail = known;
            started = true;
        });
    }

    private void tailRaised(Reply<Slot> reply, Instant now) {
        backoff.after(reply, now).ifPresent(known -> savedTail = tail);
    }

    /** How the message at this index ended, as far as the next batch may rely on it. */
    Outcome outcome(int index) {
        if (index >= placements.size()) {
            return new Outcome.Retry("after one that is not placed yet");
        }
        Outcome outcome = placements.get(index).outcome();
        boolean confirmed = tail.equals(savedTail);
        return confirmed || isNowhere(outcome) ? outcome : new Outcome.Retry("tail not confirmed");
    }

    private static boolean isNowhere(Outcome outcome) {
        return outcome instanceof Outcome.Poison || outcome instanceof Outcome.IdConflict;
    }

    private Placement current() {
        return placements.get(placements.size() - 1);
    }

    /** Takes the current message's slot, if it has one by now, for the tail. */
    private void passCurrent() {
        Outcome outcome = current().outcome();
        Optional<Slot> at = Optional.empty();
        if (outcome instanceof Outcome.Stored stored) {
            at = Optional.of(stored.at());
        } else if (outcome instanceof Outcome.AlreadyStored already) {
            at = Optional.of(already.at());
        }
        if (at.isPresent() && tail.map(at.get()::isAfter).orElse(true)) {
            tail = at;
        }
    }
}
