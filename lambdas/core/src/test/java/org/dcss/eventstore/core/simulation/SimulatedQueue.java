package org.dcss.eventstore.core.simulation;

import static org.dcss.eventstore.core.simulation.SimulatedClock.micros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;

/** The queue and its DLQ: at least once, in any order; or, if ordered, each source's messages one after another. */
final class SimulatedQueue {

    /** Within this time an ordered queue takes a message with the same id for the same. */
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private final Simulation world;
    private final List<Envelope> envelopes = new ArrayList<>();

    SimulatedQueue(Simulation world) {
        this.world = world;
    }

    /** Every message that was ever acknowledged, in that order. */
    List<Envelope> envelopes() {
        return envelopes;
    }

    /** Takes a message, to be delivered after the delay at the earliest. */
    void send(Message message, long delay) {
        Envelope envelope = new Envelope(envelopes.size() + 1, message, world.now() + delay);
        if (world.plan.ordered() && envelopes.stream().anyMatch(sent -> isRepeated(sent, message))) {
            return;
        }
        boolean sameStart = envelopes.stream()
                .anyMatch(sent -> sent.message().start().equals(message.start())
                        && !sent.key().equals(envelope.key()));
        if (sameStart) {
            world.seen(Seen.EQUAL_STARTS);
        }
        envelopes.add(envelope);
        world.say(
                "queue",
                () -> "acknowledges " + name(envelope) + ", start " + world.trace.name(message.start())
                        + ", delivered after " + delay / 1000 + " ms");
        dispatchWhenVisible(envelope);
    }

    private static boolean isRepeated(Envelope sent, Message message) {
        return sent.isOf(message.event())
                && sent.message()
                        .start()
                        .plus(DEDUPLICATION)
                        .isAfter(message.start().start());
    }

    private void dispatchWhenVisible(Envelope envelope) {
        world.agenda.at(envelope.visibleAt(), world::dispatch);
    }

    String name(Envelope envelope) {
        return "m" + envelope.number() + " " + world.trace.name(envelope.key());
    }

    List<Envelope.Delivery> receive(int most) {
        List<Envelope> visible = world.plan.ordered() ? inOrder() : inAnyOrder();
        List<Envelope.Delivery> batch = new ArrayList<>();
        for (Envelope envelope : visible) {
            if (batch.size() == most) {
                break;
            }
            if (world.isStormy() && envelope.receives() >= world.plan.maxReceives()) {
                moveToDeadLetters(envelope);
            } else {
                batch.add(deliver(envelope));
            }
        }
        return batch;
    }

    private List<Envelope> inAnyOrder() {
        List<Envelope> visible = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            if (envelope.isVisible(world.now())) {
                visible.add(envelope);
            }
        }
        Collections.rotate(visible, world.chance.below(visible.size() + 1));
        return visible;
    }

    /** Nothing of a source of which something is in flight or comes first and is not visible yet. */
    private List<Envelope> inOrder() {
        Set<Source> blocked = new HashSet<>();
        for (Envelope envelope : envelopes) {
            if (envelope.isQueued() && envelope.isInFlight() && !envelope.isVisible(world.now())) {
                blocked.add(envelope.key().src());
            }
        }
        List<Envelope> heads = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            Source src = envelope.key().src();
            if (envelope.isQueued() && !blocked.contains(src)) {
                if (envelope.isVisible(world.now())) {
                    heads.add(envelope);
                } else {
                    blocked.add(src);
                }
            }
        }
        return heads;
    }

    private Envelope.Delivery deliver(Envelope envelope) {
        Slot start = envelope.message().start();
        if (envelope.isInFlight()) {
            world.seen(Seen.VISIBILITY_EXPIRED);
        }
        if (world.now() - micros(start.start()) > world.plan.settle() / 2) {
            world.seen(Seen.DELIVERED_LATE);
        }
        Envelope.Delivery delivery;
        if (!world.isStormy()) {
            delivery = envelope.deliver(true, world.now() + 10 * world.plan.calmBudget());
            world.invariants.delivered(envelope, envelope.deliveredInCalm());
        } else if (!world.plan.ordered() && world.chance.percent(world.plan.duplicatePercent())) {
            world.seen(Seen.DELIVERED_TWICE_AT_ONCE);
            delivery = envelope.deliver(false, secondDelivery(start));
        } else {
            delivery = envelope.deliver(true, world.now() + world.plan.visibility());
        }
        dispatchWhenVisible(envelope);
        return delivery;
    }

    /** When a message is delivered a second time: soon, or when a put at its start may just have settled. */
    private long secondDelivery(Slot start) {
        Chance chance = world.chance;
        long soon = world.now() + chance.upTo(world.plan.visibility());
        long settled = micros(world.plan.settling().settledAt(start))
                - chance.either(0, world.plan.maxSkew())
                + chance.pick(-1_000, 0, 0, 1_000);
        return Math.max(world.now(), chance.either(soon, settled));
    }

    private void moveToDeadLetters(Envelope envelope) {
        world.seen(Seen.DEAD_LETTER);
        world.say("queue", () -> "moves " + name(envelope) + " to the DLQ");
        envelope.move(Envelope.Place.DEAD);
        long delay = world.chance.upTo(world.plan.stormEnds() - world.now());
        if (delay > micros(Duration.ofDays(1))) {
            world.seen(Seen.REDRIVEN_AFTER_DAYS);
        }
        if (envelope.redrives() > 0) {
            world.seen(Seen.REDRIVEN_AGAIN);
        }
        world.agenda.after(delay, () -> {
            world.say("queue", () -> "redrives " + name(envelope));
            envelope.redrive(world.now());
            world.dispatch();
        });
    }

    /** Whether no message of this id was ever in the DLQ. */
    boolean wasNeverDead(EventKey key) {
        return envelopes.stream()
                .noneMatch(envelope ->
                        envelope.wasDead() && envelope.key().toString().equals(key.toString()));
    }

    /** Whether a message of the same id and content is in the DLQ. */
    boolean isInDlq(Envelope one) {
        return ofSameId(one).anyMatch(envelope -> envelope.content().equals(one.content()) && envelope.wasDead());
    }

    /** Whether a message of the same id, but of another content, is stored or in the DLQ. */
    boolean hasRival(Envelope one) {
        return ofSameId(one)
                .anyMatch(envelope -> !envelope.content().equals(one.content())
                        && (envelope.place() == Envelope.Place.DELETED || envelope.wasDead()));
    }

    private Stream<Envelope> ofSameId(Envelope one) {
        return envelopes.stream()
                .filter(envelope -> envelope.key().toString().equals(one.key().toString()));
    }

    /** Deletes a message, unless the delivery is outdated and the queue minds. */
    void delete(Envelope.Delivery delivery) {
        if (isAccepted(delivery)) {
            world.invariants.deleted(delivery.envelope());
            delivery.envelope().move(Envelope.Place.DELETED);
            world.dispatch();
        }
    }

    /** Deletes a message whose id stands for another content. */
    void conflict(Envelope.Delivery delivery) {
        if (isAccepted(delivery)) {
            world.seen(Seen.ID_CONFLICT);
            delivery.envelope().move(Envelope.Place.CONFLICT);
            world.dispatch();
        }
    }

    /** Moves a message to the DLQ for good. */
    void poison(Envelope.Delivery delivery) {
        if (isAccepted(delivery)) {
            world.seen(Seen.POISON);
            delivery.envelope().move(Envelope.Place.POISON);
            world.dispatch();
        }
    }

    /** Makes a message visible again before its timeout. */
    void giveBack(Envelope.Delivery delivery) {
        if (isAccepted(delivery)) {
            delivery.envelope().giveBack(world.now());
            world.dispatch();
        }
    }

    private boolean isAccepted(Envelope.Delivery delivery) {
        boolean minds = delivery.isOutdated() && (world.plan.ordered() || world.chance.oneIn(2));
        return delivery.envelope().isQueued() && !minds;
    }
}
