package org.dcss.eventstore.core.simulation;

import java.util.Optional;
import java.util.function.Consumer;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.write.Request;

/** The way between a function and the tables, on which requests and answers are delayed and lost. */
final class SimulatedNetwork {

    private final Simulation world;

    SimulatedNetwork(Simulation world) {
        this.world = world;
    }

    /**
     * Sends a request.
     *
     * @param lastMoment whether it is a put that is sent as late as a put may be; what a dead sender sent may still arrive
     */
    void send(SimulatedInvocation batch, Request<?> request, boolean lastMoment, Consumer<Reply<?>> answered) {
        SimulatedConsumer sender = batch.function();
        String who = sender.name();
        Chance chance = world.chance;
        Optional<Reply<?>> made = world.mutant.insteadOf(request, chance);
        if (made.isPresent()) {
            world.say(who, () -> world.trace.name(request) + " is not sent");
            world.agenda.after(Fate.latency(chance), () -> answered.accept(made.get()));
            return;
        }
        long outlives = request instanceof Request.Put ? world.mutant.putsOutlive(world.plan.settling()) : 0;
        long timeout = SimulatedClock.micros(sender.settling().callTimeout());
        if (world.isStormy() && chance.percent(world.plan.cutOffPercent())) {
            sender.cutOffUntil(
                    world.now() + chance.pick(timeout, chance.upTo(8 * timeout), chance.upTo(300 * timeout)));
        }
        Fate fate = fate(sender, request, lastMoment, timeout, outlives);
        count(request, lastMoment, timeout, fate);
        if (request instanceof Request.Put put && fate.appliedAfter().isPresent()) {
            world.audience.watch(world.now() + fate.appliedAfter().get(), put.slot());
        }
        long sentAt = world.now();
        Consumer<Reply<?>> received = answer -> answered.accept(world.mutant.received(request, answer));
        if (fate.lost().isPresent()) {
            fate.appliedAfter()
                    .ifPresent(delay -> world.agenda.after(delay, () -> {
                        if (sender.isAlive() || chance.oneIn(2)) {
                            boolean afterAnswer = world.now() > sentAt + fate.answeredAfter();
                            apply(batch, request, sentAt, timeout + outlives, afterAnswer);
                        }
                    }));
            world.agenda.after(fate.answeredAfter(), () -> {
                world.say(who, () -> world.trace.name(request) + " has no telling answer");
                received.accept(fate.lost().get());
            });
        } else {
            long applied = fate.appliedAfter().orElseThrow();
            world.agenda.after(applied, () -> {
                if (sender.isAlive() || chance.oneIn(2)) {
                    Reply<?> answer = apply(batch, request, sentAt, timeout + outlives, false);
                    world.agenda.after(fate.answeredAfter() - applied, () -> received.accept(answer));
                }
            });
        }
    }

    private Fate fate(SimulatedConsumer sender, Request<?> request, boolean lastMoment, long timeout, long outlives) {
        if (!world.isStormy()) {
            return Fate.calm(world.chance);
        }
        return sender.isCutOff()
                ? Fate.cutOff(request, world.chance, timeout, sender.cutOffUntil() - world.now())
                : Fate.stormy(request, lastMoment, world.chance, world.plan, timeout, outlives);
    }

    private void count(Request<?> request, boolean lastMoment, long timeout, Fate fate) {
        if (lastMoment && fate.appliedAfter().filter(after -> after >= timeout).isPresent()) {
            world.seen(Seen.PUT_LANDED_AT_THE_LAST_MOMENT);
        }
        if (request instanceof Request.Forward
                && fate.lost().isPresent()
                && fate.appliedAfter().isPresent()) {
            world.seen(Seen.TOMBSTONE_WITHOUT_ANSWER_APPLIED);
        }
        if (fate.lost().isPresent() && request instanceof Request.OpenDay) {
            world.seen(Seen.DAY_OPENING_FAILED);
        } else if (fate.lost().isPresent() && request instanceof Request.Put) {
            boolean applied = fate.appliedAfter().isPresent();
            Seen unknown = applied ? Seen.PUT_WITHOUT_ANSWER_APPLIED : Seen.PUT_WITHOUT_ANSWER_NOT_APPLIED;
            world.seen(fate.isThrottled() ? Seen.THROTTLED : unknown);
        }
    }

    /** @param timely how long after its sending the protocol relies on it having landed */
    private Reply<?> apply(
            SimulatedInvocation batch, Request<?> request, long sentAt, long timely, boolean afterAnswer) {
        boolean senderLives = batch.function().isAlive();
        Request<?> changed = world.mutant.sent(request);
        Reply<?> answer = changed.carryOut(world.tables.all());
        if (changed instanceof Request.Forward put && !changed.equals(request) && isStored(answer)) {
            answer = new Reply.Known<>(new PutResult.Taken(Occupant.tombstone(put.key(), put.next())));
        }
        Reply<?> told = answer;
        world.say(
                batch.function().name(),
                () -> world.trace.name(request) + ", sent " + (world.now() - sentAt) / 1000 + " ms ago -> "
                        + world.trace.name(told)
                        + (senderLives ? "" : ", its sender dead") + (afterAnswer ? ", after its answer" : ""));
        boolean stored = isStored(told);
        boolean stale = world.now() - sentAt > timely;
        if (request instanceof Request.Put && !stored && stale) {
            world.seen(Seen.STALE_PUT_WAS_FENCED);
        }
        if (request instanceof Request.Put put && stored) {
            if (afterAnswer) {
                world.seen(Seen.PUT_LANDED_AFTER_ITS_ANSWER);
            }
            if (!senderLives) {
                world.seen(Seen.CRASH_WITH_PUT_UNDER_WAY);
            }
            if (stale) {
                world.invariants.storedStale(put.slot(), put.event(), () -> batch.isGivenUp(put.event()));
            } else {
                world.invariants.stored(put.slot(), put.event());
            }
        }
        return told;
    }

    private static boolean isStored(Reply<?> reply) {
        return reply instanceof Reply.Known<?> known && known.value() instanceof PutResult.Stored;
    }
}
