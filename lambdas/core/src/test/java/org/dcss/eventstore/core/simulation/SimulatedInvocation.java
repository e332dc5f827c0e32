package org.dcss.eventstore.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.write.Batch;
import org.dcss.eventstore.core.write.Delivery;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Request;
import org.dcss.eventstore.core.write.WriteReport;
import org.dcss.eventstore.core.write.WriterOptions;

/** One batch in the hands of one function, driven as {@link EventWriter#write} drives it. */
final class SimulatedInvocation {

    private static final long LONG_PAUSE = SimulatedClock.micros(Duration.ofMinutes(30));

    private final Simulation world;
    private final SimulatedConsumer function;
    private final List<Envelope.Delivery> deliveries;
    private final Batch batch;
    private final Instant deadline;
    private final WriteReport.Builder report;
    private int underWay;
    private boolean ended;
    private long wakesAt = -1;

    SimulatedInvocation(Simulation world, SimulatedConsumer function, List<Envelope.Delivery> deliveries) {
        this.world = world;
        this.function = function;
        this.deliveries = deliveries;
        long budget = world.isStormy() ? world.plan.budget() : world.plan.calmBudget();
        this.deadline = function.clock().instant().plusNanos(budget * 1000);
        this.report = new WriteReport.Builder(function.settling());
        this.batch = new Batch(
                deliveries.stream().map(this::toProtocol).toList(),
                new WriterOptions(
                        function.settling(),
                        world.mutant.retention(world.plan.retention()),
                        world.plan.ordered(),
                        world.plan.concurrency()),
                function.openDays(),
                function.freshSlots(),
                function.takenSlots(),
                world.chance.generator());
    }

    private Delivery toProtocol(Envelope.Delivery delivery) {
        Delivery sent = delivery.toProtocol();
        return new Delivery(sent.message(), sent.messageId(), world.mutant.deliveredBefore(sent.again()));
    }

    SimulatedConsumer function() {
        return function;
    }

    /** Whether nobody who gets the event's message from now on knows that this batch may have put the event. */
    boolean isGivenUp(Event event) {
        return deliveries.stream()
                .filter(delivery -> delivery.envelope().isOf(event))
                .allMatch(Envelope.Delivery::isGivenUp);
    }

    /** Sends what there is to send, and ends when there is nothing more to wait for. */
    void proceed() {
        if (ended || function.diesNow()) {
            return;
        }
        boolean inTime = function.clock().instant().isBefore(deadline);
        while (inTime && underWay < world.plan.concurrency()) {
            Optional<Batch.Call<?>> call = batch.next(function.clock().instant());
            if (call.isEmpty()) {
                break;
            }
            underWay++;
            world.agenda.after(pauseBefore(call.get().request()), () -> carryOut(call.get()));
        }
        Optional<Instant> wakeUp = batch.wakeUp().filter(deadline::isAfter);
        if (underWay == 0 && (batch.isFinished() || !inTime || wakeUp.isEmpty())) {
            ended = true;
            world.agenda.after(Fate.latency(world.chance), this::report);
        } else if (inTime && wakeUp.isPresent() && underWay < world.plan.concurrency()) {
            wakeAt(function.clock().trueTimeOf(wakeUp.get()));
        }
    }

    private void wakeAt(long time) {
        long at = Math.max(time, world.now() + 1);
        if (wakesAt <= world.now() || at < wakesAt) {
            wakesAt = at;
            world.agenda.at(at, this::proceed);
        }
    }

    /** How long the function is held up between deciding on a request and sending it; often just long enough to hurt. */
    private long pauseBefore(Request<?> request) {
        Chance chance = world.chance;
        if (!world.isStormy() || !chance.percent(world.plan.pausePercent())) {
            return chance.upTo(20);
        }
        world.seen(Seen.PAUSE_BEFORE_REQUEST);
        if (request instanceof Request.Put put && chance.percent(70)) {
            Instant last = put.slot().plus(function.settling().startWithin());
            return Math.max(0, function.clock().trueTimeOf(last) - world.now() + chance.pick(-500, 0, 0, 1, 1000));
        }
        return chance.upTo(chance.pick(5_000, 2 * world.plan.settle(), chance.oneIn(5) ? LONG_PAUSE : 0));
    }

    private void carryOut(Batch.Call<?> call) {
        if (function.diesNow()) {
            return;
        }
        Instant now = function.clock().instant();
        Request<?> request = call.request();
        boolean lastMoment = false;
        if (request instanceof Request.Put put) {
            if (world.mutant.checksDelayedPuts() && !function.settling().mayStart(put.slot(), now)) {
                world.seen(Seen.PUT_DROPPED_AFTER_PAUSE);
                world.say(function.name(), () -> world.trace.name(request) + " is too late to be sent");
                answered(call, new Reply.NotDone<>("too late to be sent"));
                return;
            }
            lastMoment = now.equals(put.slot().plus(function.settling().startWithin()));
            if (lastMoment) {
                world.seen(Seen.PUT_AT_THE_LAST_MOMENT);
            }
        }
        world.network.send(this, request, lastMoment, answer -> answered(call, answer));
    }

    private void answered(Batch.Call<?> call, Reply<?> answer) {
        if (function.diesNow()) {
            return;
        }
        world.coverage.countAnswer(call.request(), answer, deliveries);
        Instant at = function.clock().instant();
        Runnable take = () -> {
            if (function.isAlive()) {
                underWay--;
                report.add(call.request(), answer, at);
                take(call, answer, at);
                proceed();
            }
        };
        if (world.isStormy() && world.chance.percent(world.plan.pausePercent())) {
            world.agenda.after(world.chance.upTo(world.plan.settle()), take);
        } else {
            take.run();
        }
    }

    /** The answer is one to the call, even if a fault has exchanged it; the compiler cannot know. */
    @SuppressWarnings("unchecked")
    private <T> void take(Batch.Call<T> call, Reply<?> answer, Instant at) {
        batch.answered(call, (Reply<T>) answer, at);
    }

    /** Tells the queue what became of each message, unless that is lost on the way. */
    private void report() {
        if (function.diesNow()) {
            return;
        }
        boolean allLost = isLost();
        world.seen(allLost ? Seen.ANSWER_TO_QUEUE_LOST : Seen.ANSWER_TO_QUEUE);
        WriteReport written = report.build(
                batch.outcomes(),
                batch.conflicts(),
                batch.latePuts(function.clock().instant()));
        world.invariants.reported(written.latePuts());
        List<Outcome> outcomes = written.outcomes();
        for (int i = 0; i < outcomes.size(); i++) {
            Envelope.Delivery delivery = deliveries.get(i);
            Outcome outcome = outcomes.get(i);
            boolean lost = allLost || isLost();
            world.coverage.countOutcome(delivery.message(), outcome);
            world.say(
                    function.name(),
                    () -> world.queue.name(delivery.envelope()) + " ended: " + world.trace.name(outcome)
                            + (lost ? ", but the queue does not hear of it" : ""));
            if (!lost) {
                settle(delivery, outcome);
            }
        }
        function.becomesIdle();
    }

    private boolean isLost() {
        return world.isStormy() && world.chance.percent(world.plan.faultPercent() / 2);
    }

    private void settle(Envelope.Delivery delivery, Outcome outcome) {
        if (outcome instanceof Outcome.Poison) {
            world.queue.poison(delivery);
        } else if (outcome instanceof Outcome.IdConflict) {
            world.queue.conflict(delivery);
        } else if (world.mutant.isDone(outcome)) {
            world.queue.delete(delivery);
        } else if (world.chance.oneIn(2) || !world.isStormy()) {
            world.queue.giveBack(delivery);
        }
    }
}
