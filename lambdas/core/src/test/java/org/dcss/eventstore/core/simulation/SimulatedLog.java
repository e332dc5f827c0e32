package org.dcss.eventstore.core.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** The event table as a reader meets it: reads take time, in which others write; some fail; some see the past. */
final class SimulatedLog implements EventLog {

    private static final long STALEST = SimulatedClock.micros(Duration.ofSeconds(5));

    private final Simulation world;

    SimulatedLog(Simulation world) {
        this.world = world;
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        Chance chance = world.chance;
        takeTime();
        int mostExamined = (int) chance.pick(1, 3, 1000, 1000);
        LogPage page = world.tables.events().read(from, through, filter, limit, mostExamined, asOf(consistency));
        takeTime();
        return page;
    }

    @Override
    public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
        takeTime();
        List<Day> days = world.tables.events().days(from, through, limit, asOf(consistency));
        takeTime();
        return days;
    }

    @Override
    public Optional<StoredEvent> get(Slot slot) {
        return world.tables.events().get(slot);
    }

    private long asOf(Consistency consistency) {
        if (consistency == Consistency.STRONG) {
            return world.now();
        }
        world.seen(Seen.EVENTUAL_READ);
        return world.now() - world.chance.upTo(STALEST);
    }

    private void takeTime() {
        Chance chance = world.chance;
        if (world.isStormy()) {
            world.letOthersAct(chance.pick(0, Fate.latency(chance), chance.upTo(world.plan.settle())));
            if (chance.percent(world.plan.faultPercent() / 4)) {
                world.seen(Seen.READ_FAILED);
                throw new ReadFailedException("lost", new IOException("lost"));
            }
        }
    }
}
