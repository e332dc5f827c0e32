package org.dcss.eventstore.core.simulation;

import static org.dcss.eventstore.core.simulation.SimulatedClock.micros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.write.Batch;

/**
 * One schedule of the whole system: the production {@link Batch} and {@link Feed} on simulated tables, queue,
 * clocks and network. A storm of faults, then calm until everything has come to an end.
 */
final class Simulation {

    /** How long the world stood before the first event: history is older than any read may be stale. */
    private static final long BEFORE = micros(Duration.ofHours(1));

    private static final int DEEPEST = 3;
    private static final int QUERY_FUNCTIONS = 3;

    final Plan plan;
    final Chance chance;
    final Mutant mutant;
    final Coverage coverage;
    final Trace trace;
    final Agenda agenda;
    final SimulatedTables tables;
    final SimulatedNetwork network = new SimulatedNetwork(this);
    final SimulatedQueue queue = new SimulatedQueue(this);
    final Invariants invariants = new Invariants(this);
    final Audience audience;
    final List<SimulatedReader> readers = new ArrayList<>();
    private final List<SimulatedConsumer> consumers = new ArrayList<>();
    private final List<SimulatedClock> queryClocks = new ArrayList<>();
    private boolean stormy = true;
    private boolean dispatching;
    private int instances;
    private int depth;

    private Simulation(long seed, Mutant mutant, Coverage coverage, Trace trace) {
        this.chance = new Chance(seed);
        this.plan = Plan.from(chance);
        this.mutant = mutant;
        this.coverage = coverage;
        this.trace = trace;
        this.agenda = new Agenda(chance, plan.start() - BEFORE);
        this.tables = new SimulatedTables(new SimulatedTable(agenda::now, plan.stretchLength(), plan.retention()));
        this.audience = new Audience(this);
        trace.startAt(plan.start());
    }

    /**
     * Runs the schedule that the seed makes.
     *
     * @throws Violation if a promise is broken
     */
    static void run(long seed, Mutant mutant, Coverage coverage, Trace trace) {
        new Simulation(seed, mutant, coverage, trace).run();
    }

    private void run() {
        say("plan", plan::toString);
        new History(this).write();
        OldQueue oldQueue = new OldQueue(this);
        if (plan.oldMessages() > 0) {
            oldQueue.fill();
        }
        for (int i = 0; i < plan.consumers(); i++) {
            consumers.add(newConsumer());
        }
        for (int i = 0; i < QUERY_FUNCTIONS; i++) {
            queryClocks.add(clock(plan.maxSkew(), mutant.readersAhead(plan.settling())));
        }
        new SimulatedSubmitter(this).start();
        audience.start();
        agenda.at(plan.stormEnds(), () -> {
            say("storm", () -> "ends");
            stormy = false;
        });
        agenda.passAll();
        agenda.passUntil(
                Math.max(agenda.now(), micros(tables.events().lastSlot().start())) + 2 * plan.settle());
        invariants.atEnd();
    }

    /** The readers' settling or, where consumers differ, a shorter one: readers must not be ahead of writers. */
    Settling writersSettling() {
        if (plan.settlesDiffer() && chance.oneIn(2)) {
            seen(Seen.SETTLES_DIFFER);
            long shorter = plan.settling().settle().toMillis() / 8 * 4;
            return new Settling(Duration.ofMillis(Math.max(204, shorter)));
        }
        return plan.settling();
    }

    private SimulatedConsumer newConsumer() {
        return new SimulatedConsumer(
                this,
                "consumer-" + ++instances,
                clock(chance.pick(0, 0, plan.maxSkew()), mutant.writersAhead(plan.settling())));
    }

    /** A clock that is ahead by what is worst, or by anything. */
    private SimulatedClock clock(long worst, long fault) {
        LongSupplier skew = plan.worstClocks() ? () -> worst : this::anySkew;
        return new SimulatedClock(agenda::now, chance, skew, fault);
    }

    private long anySkew() {
        return chance.pick(0, plan.maxSkew(), chance.upTo(plan.maxSkew()));
    }

    SimulatedClock submitClock() {
        return new SimulatedClock(agenda::now, chance, this::anySkew, 0);
    }

    /** Lets time pass for whoever calls, while everybody else goes on; callers may stack up. */
    void letOthersAct(long micros) {
        if (depth < DEEPEST) {
            depth++;
            agenda.passUntil(agenda.now() + micros);
            depth--;
        }
    }

    /** Hands messages to idle functions, soon. */
    void dispatch() {
        if (!dispatching) {
            dispatching = true;
            agenda.after(chance.pick(0, 0, 0, chance.upTo(3_000)), this::dispatchNow);
        }
    }

    private void dispatchNow() {
        dispatching = false;
        int first = chance.below(consumers.size());
        for (int i = 0; i < consumers.size(); i++) {
            SimulatedConsumer consumer = consumers.get((first + i) % consumers.size());
            if (consumer.isIdle()) {
                List<Envelope.Delivery> batch = queue.receive(chance.between(1, plan.batchSize()));
                if (!batch.isEmpty()) {
                    consumer.work(batch);
                }
            }
        }
    }

    /** Starts another function for one that died. */
    void replace(SimulatedConsumer dead) {
        agenda.after(chance.upTo(50_000), () -> {
            consumers.set(consumers.indexOf(dead), newConsumer());
            dispatch();
        });
    }

    Feed feed(SimulatedClock clock) {
        return new Feed(mutant.reading(new SimulatedLog(this)), mutant.reading(plan.settling()), clock);
    }

    SimulatedClock queryClock() {
        return chance.pick(queryClocks);
    }

    void say(String who, Supplier<String> what) {
        trace.say(agenda.now(), who, what);
    }

    void seen(Seen what) {
        coverage.count(what);
    }

    long now() {
        return agenda.now();
    }

    boolean isStormy() {
        return stormy;
    }
}
