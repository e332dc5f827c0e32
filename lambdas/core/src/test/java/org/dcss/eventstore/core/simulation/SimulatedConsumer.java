package org.dcss.eventstore.core.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.write.FreshSlots;
import org.dcss.eventstore.core.write.TakenSlots;

/** One instance of the consumer function: works on one batch at a time, until it dies. */
final class SimulatedConsumer {

    private final Simulation world;
    private final String name;
    private final SimulatedClock clock;
    private final Settling settling;
    private final Set<Day> openDays = new HashSet<>();
    private final FreshSlots freshSlots = new FreshSlots();
    private final TakenSlots takenSlots = new TakenSlots();
    private boolean alive = true;
    private boolean idle = true;
    private long cutOffUntil;

    SimulatedConsumer(Simulation world, String name, SimulatedClock clock) {
        this.world = world;
        this.name = name;
        this.clock = clock;
        this.settling = world.mutant.writing(world.writersSettling());
    }

    String name() {
        return name;
    }

    SimulatedClock clock() {
        return clock;
    }

    /** The rule it follows. */
    Settling settling() {
        return settling;
    }

    /** The days that it knows to be in the index. */
    Set<Day> openDays() {
        return openDays;
    }

    FreshSlots freshSlots() {
        return freshSlots;
    }

    TakenSlots takenSlots() {
        return takenSlots;
    }

    /** Loses what it sends until then, but for what the network keeps in its buffers. */
    void cutOffUntil(long time) {
        cutOffUntil = Math.max(cutOffUntil, time);
    }

    long cutOffUntil() {
        return cutOffUntil;
    }

    boolean isCutOff() {
        return world.now() < cutOffUntil;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isIdle() {
        return idle && alive;
    }

    void work(List<Envelope.Delivery> batch) {
        idle = false;
        world.say(
                name,
                () -> "gets "
                        + batch.stream()
                                .map(delivery -> world.queue.name(delivery.envelope()))
                                .collect(Collectors.joining(", ")));
        new SimulatedInvocation(world, this, batch).proceed();
    }

    void becomesIdle() {
        idle = true;
        world.dispatch();
    }

    /** Whether it is dead; a step in a storm may be its last. */
    boolean diesNow() {
        if (alive && world.isStormy() && world.chance.oneIn(world.plan.crashOneIn())) {
            alive = false;
            world.seen(Seen.CRASH);
            world.say(name, () -> Trace.DEATH);
            world.replace(this);
        }
        return !alive;
    }
}
