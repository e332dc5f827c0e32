package org.dcss.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    /** A gateway that went by the rate alone cut off one client in a few when it had just started. */
    @Test
    void shortAnswersHaveTimeToo() {
        assertThat(TimeLimit.toRead(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(TimeLimit.toRead(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void longAnswersHaveTimeByTheirSize() {
        Duration more = TimeLimit.toRead(2_000_000).minus(TimeLimit.toRead(1_000_000));

        assertThat(more).isBetween(Duration.ofSeconds(1_900), Duration.ofSeconds(2_000));
    }
}
