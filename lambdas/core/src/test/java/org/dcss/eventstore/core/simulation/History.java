package org.dcss.eventstore.core.simulation;

import java.time.Instant;
import java.util.List;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/** Events of earlier days, which are in the table before anything begins. */
final class History {

    private static final int LONGEST_GAP_DAYS = 40;

    private final Simulation world;

    History(Simulation world) {
        this.world = world;
    }

    void write() {
        SimulatedTable table = world.tables.events();
        Day day = Slot.at(SimulatedClock.instant(world.plan.start())).day();
        for (int i = 0; i < world.plan.historicDays(); i++) {
            day = Day.containing(day.first().millis()
                    - (1L + world.chance.below(LONGEST_GAP_DAYS)) * (day.next().startMillis() - day.startMillis()));
            table.open(day);
            Slot slot = world.chance.pick(
                    List.of(day.first(), day.last(), day.first().next()));
            table.put(slot, event(i, slot.start()));
        }
    }

    private Event event(int number, Instant accepted) {
        EventId id = new EventId("old" + number);
        Source src = world.chance.pick(SimulatedSubmitter.sources());
        return new Event(id, world.chance.pick(SimulatedSubmitter.types()), src, accepted, "{}");
    }
}
