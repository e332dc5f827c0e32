package org.dcss.eventstore.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Runs schedules of the whole system and checks the promises in each.
 *
 * <p>{@code -Dsimulation.schedules=N} runs more or fewer, {@code -Dsimulation.first=SEED} others;
 * {@code -Dsimulation.seed=SEED} runs one and tells everything that happens in it, with
 * {@code -Dsimulation.mutant=NAME} under a fault.
 */
@Tag("schedules")
class SimulationTest {

    /** How often a message is delivered at most before it is done with, once nothing is wrong any more. */
    static final int MOST_CALM_DELIVERIES = 3;

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SCHEDULES = Long.getLong("simulation.schedules", 10_000);

    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    void everyScheduleKeepsThePromises() throws Exception {
        long began = System.nanoTime();
        Schedules schedules = new Schedules(Mutant.NONE);

        Optional<Schedules.Failure> failure = schedules.run(FIRST, SCHEDULES);

        assertThat(failure.map(found -> found.report(Mutant.NONE))).isEmpty();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%n%,d schedules, seeds %d to %d, %.0f s, %.0f schedules a second; at most %d deliveries in calm%n%s%n",
                SCHEDULES,
                FIRST,
                FIRST + SCHEDULES - 1,
                seconds,
                SCHEDULES / seconds,
                schedules.coverage().mostCalmDeliveries(),
                schedules.coverage());
        assertThat(schedules.coverage().missing()).isEmpty();
    }

    /** Tells what happens in one schedule, step by step. */
    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    void oneScheduleKeepsThePromises() {
        long seed = Long.getLong("simulation.seed", 0);
        Mutant mutant = Mutant.named(System.getProperty("simulation.mutant", "NONE"));

        System.out.println(Schedules.replay(seed, mutant).all());

        Simulation.run(seed, mutant, new Coverage(), Trace.none());
    }
}
