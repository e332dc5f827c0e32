package org.dcss.eventstore.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.benchmarks.Figures;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One start of each: that all answer as they should is checked by the benchmark itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client has native libraries for Linux only")
class ColdStartIT {

    private Figures figures;

    @BeforeAll
    void run() throws Exception {
        figures = new Figures(new ColdStart().run(Effort.QUICK));
    }

    @Test
    void everyFunctionIsStartedBesideABareAndAUsualOne() {
        assertThat(figures.rows(0))
                .containsExactly(
                        "empty",
                        "submit",
                        "submit, bare",
                        "submit, usual",
                        "consumer",
                        "consumer, bare",
                        "consumer, usual",
                        "query",
                        "query, bare",
                        "query, usual");
        for (String function : figures.rows(0)) {
            assertThat(figures.of(0, function, "first answer")).as(function).isBetween(10.0, 60_000.0);
            assertThat(figures.of(0, function, "processor")).as(function).isPositive();
            assertThat(figures.of(0, function, "memory")).as(function).isBetween(10.0, 2_000.0);
            assertThat(figures.of(0, function, "zip")).as(function).isPositive();
        }
    }

    @Test
    void callingAwsTakesMoreThanNothing() {
        assertThat(figures.of(0, "submit, bare", "processor")).isGreaterThan(figures.of(0, "empty", "processor"));
        assertThat(figures.of(0, "submit, bare", "memory")).isGreaterThan(figures.of(0, "empty", "memory"));
    }

    @Test
    void startIsTakenApart() {
        for (String function : figures.rows(1)) {
            assertThat(figures.of(1, function, "JVM")).isPositive();
            assertThat(figures.of(1, function, "constructor")).isPositive();
            assertThat(figures.of(1, function, "first call")).isPositive();
            assertThat(figures.of(1, function, "classes")).isGreaterThan(1_000);
            assertThat(figures.of(1, function, "SDK")).isPositive();
        }
        assertThat(figures.of(1, "submit", "JSON and schema")).isPositive();
        assertThat(figures.of(1, "submit, bare", "JSON and schema")).isZero();
    }

    @Test
    void snapshotsAreCompared() {
        assertThat(figures.of(2, "submit", "first, ms")).isPositive();
        assertThat(figures.of(2, "submit", "first, primed")).isPositive();
    }
}
