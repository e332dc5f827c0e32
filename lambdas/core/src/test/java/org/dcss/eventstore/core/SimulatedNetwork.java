package org.dcss.eventstore.core;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The way between a function and the tables, on which requests and answers are delayed and lost. */
final class SimulatedNetwork {

    private final Simulation world;

    SimulatedNetwork(Simulation world) {
        this.world = world;
    }

    /**
     * Sends a request.
     *
     * @param lastMoment whether it is a put that is sent as late as a put may be
     * @param isAlive whether the sender is; what a dead one sent may still arrive
     */
    void send(String who, Request request, boolean lastMoment, BooleanSupplier isAlive, Consumer<Answer> answered) {
        Chance chance = world.chance;
        Optional<Answer> made = world.mutant.insteadOf(request, chance);
        if (made.isPresent()) {
            world.say(who, () -> world.trace.name(request) + " is not sent");
            world.agenda.after(Fate.latency(chance), () -> answered.accept(made.get()));
            return;
        }
        long outlives = request instanceof Request.Put ? world.mutant.putsOutlive(world.plan.settling()) : 0;
        Fate fate =
                world.isStormy() ? Fate.stormy(request, lastMoment, chance, world.plan, outlives) : Fate.calm(chance);
        count(request, lastMoment, fate);
        if (request instanceof Request.Put put && fate.appliedAfter().isPresent()) {
            world.audience.watch(world.now() + fate.appliedAfter().get(), put.slot());
        }
        long sentAt = world.now();
        Consumer<Answer> received = answer -> answered.accept(world.mutant.received(request, answer));
        if (fate.lost().isPresent()) {
            fate.appliedAfter()
                    .ifPresent(delay -> world.agenda.after(delay, () -> {
                        if (isAlive.getAsBoolean() || chance.oneIn(2)) {
                            boolean afterAnswer = world.now() > sentAt + fate.answeredAfter();
                            apply(who, request, isAlive.getAsBoolean(), sentAt, afterAnswer);
                        }
                    }));
            world.agenda.after(fate.answeredAfter(), () -> {
                world.say(who, () -> world.trace.name(request) + " has no telling answer");
                received.accept(fate.lost().get());
            });
        } else {
            long applied = fate.appliedAfter().orElseThrow();
            world.agenda.after(applied, () -> {
                if (isAlive.getAsBoolean() || chance.oneIn(2)) {
                    Answer answer = apply(who, request, isAlive.getAsBoolean(), sentAt, false);
                    world.agenda.after(fate.answeredAfter() - applied, () -> received.accept(answer));
                }
            });
        }
    }

    private void count(Request request, boolean lastMoment, Fate fate) {
        if (lastMoment
                && fate.appliedAfter()
                        .filter(after -> after >= world.plan.callTimeout())
                        .isPresent()) {
            world.seen(Seen.PUT_LANDED_AT_THE_LAST_MOMENT);
        }
        if (fate.lost().isPresent() && request instanceof Request.OpenDay) {
            world.seen(Seen.DAY_OPENING_FAILED);
        } else if (fate.lost().isPresent() && request instanceof Request.Put) {
            boolean applied = fate.appliedAfter().isPresent();
            Seen unknown = applied ? Seen.PUT_WITHOUT_ANSWER_APPLIED : Seen.PUT_WITHOUT_ANSWER_NOT_APPLIED;
            world.seen(fate.isThrottled(request) ? Seen.THROTTLED : unknown);
        }
    }

    private Answer apply(String who, Request request, boolean senderLives, long sentAt, boolean afterAnswer) {
        Answer answer = world.tables.answer(request);
        world.say(
                who,
                () -> world.trace.name(request) + ", sent " + (world.now() - sentAt) / 1000 + " ms ago -> "
                        + world.trace.name(answer)
                        + (senderLives ? "" : ", its sender dead") + (afterAnswer ? ", after its answer" : ""));
        boolean stored = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Stored;
        if (request instanceof Request.Put put && stored) {
            if (afterAnswer) {
                world.seen(Seen.PUT_LANDED_AFTER_ITS_ANSWER);
            }
            if (!senderLives) {
                world.seen(Seen.CRASH_WITH_PUT_UNDER_WAY);
            }
            world.invariants.stored(put.slot(), put.event());
        }
        return answer;
    }
}
