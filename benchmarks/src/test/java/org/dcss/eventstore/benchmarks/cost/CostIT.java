package org.dcss.eventstore.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dcss.eventstore.benchmarks.Figures;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A few invocations of each kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client has native libraries for Linux only")
class CostIT {

    private Figures figures;

    @BeforeAll
    void run() throws Exception {
        figures = new Figures(new CostBenchmark().run(Effort.QUICK));
    }

    @Test
    void callsAreCountedAsAwsCountsThem() {
        assertThat(figures.of(0, "submit one event", "queue requests")).isEqualTo(1);
        assertThat(figures.of(0, "submit 10 events", "queue requests")).isEqualTo(1);
        assertThat(figures.of(0, "submit 100 events", "queue requests")).isEqualTo(10);
        assertThat(figures.of(0, "consume one event", "write units")).isEqualTo(1);
        assertThat(figures.of(0, "consume 10 events", "write units")).isEqualTo(10);
        assertThat(figures.of(0, "consume 10 late events", "write units")).isEqualTo(20);
        assertThat(figures.of(0, "poll, 18 new events", "calls")).isEqualTo(1);
        assertThat(figures.of(0, "poll, 18 new events", "read units")).isPositive();
        for (String invocation : figures.rows(0)) {
            assertThat(figures.of(0, invocation, "ms here")).as(invocation).isPositive();
            assertThat(figures.of(0, invocation, "billed")).as(invocation).isPositive();
            assertThat(figures.of(0, invocation, "log")).as(invocation).isPositive();
        }
    }

    @Test
    void batchesAreCheaperThanSingleEvents() {
        assertThat(figures.of(1, "in batches of 100", "in all")).isPositive();
        assertThat(figures.of(1, "in batches of 100", "in all"))
                .isLessThan(figures.of(1, "singly, one after another", "in all"));
        // A write unit each, at 0.625 a million.
        assertThat(figures.of(1, "in batches of 10", "tables")).isBetween(0.6, 0.7);
    }

    /** The line that was left out is the one that surprises. */
    @Test
    void theWholeBillIsTheSumOfItsLines() {
        double sum = 0;
        for (String line : figures.rows(4)) {
            assertThat(figures.of(4, line, "dollars")).as(line).isPositive();
            sum += line.equals("in all") || line.startsWith("fair queues") ? 0 : figures.of(4, line, "dollars");
        }
        assertThat(figures.of(4, "in all", "dollars")).isCloseTo(sum, within(1e-9));
        assertThat(figures.of(4, "in all", "dollars")).isGreaterThan(figures.of(2, "DCSS today, singly", "in all") + 5);
        assertThat(figures.of(4, "dashboard", "dollars")).isEqualTo(3);
    }

    @Test
    void monthsAndClientsAreReckoned() {
        for (String load : figures.rows(2)) {
            assertThat(figures.of(2, load, "in all")).as(load).isPositive();
            assertThat(figures.of(2, load, "metrics (")).as(load).isPositive();
        }
        assertThat(figures.of(3, "one event per request", "in all"))
                .isGreaterThan(figures.of(3, "polls each 60 s", "in all"));
    }
}
