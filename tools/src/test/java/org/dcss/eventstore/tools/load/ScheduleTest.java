package org.dcss.eventstore.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

    private static final double SECOND = 1e9;

    @Test
    void eventsAreDueAtTheRateWhateverHappens() {
        Schedule schedule = new Schedule(300, Duration.ofMinutes(2), Duration.ZERO);

        assertThat(schedule.events()).isEqualTo(36_000);
        assertThat(schedule.due(0)).isZero();
        assertThat(schedule.due(300)).isEqualTo((long) SECOND);
    }

    @Test
    void aRampRisesEvenlyToTheRate() {
        Schedule schedule = new Schedule(100, Duration.ofSeconds(30), Duration.ofSeconds(10));

        assertThat(schedule.events()).isEqualTo(500 + 2_000);
        assertThat(inSecond(schedule, 0)).isEqualTo(5);
        assertThat(inSecond(schedule, 9)).isBetween(94L, 96L);
        assertThat(inSecond(schedule, 20)).isEqualTo(100);
        assertThat(IntStream.range(1, schedule.events()))
                .allMatch(event -> schedule.due(event) >= schedule.due(event - 1));
    }

    private static long inSecond(Schedule schedule, int second) {
        return IntStream.range(0, schedule.events())
                .filter(event -> (int) (schedule.due(event) / SECOND) == second)
                .count();
    }
}
