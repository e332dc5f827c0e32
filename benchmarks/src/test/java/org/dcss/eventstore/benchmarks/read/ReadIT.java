package org.dcss.eventstore.benchmarks.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.benchmarks.Figures;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.junit.jupiter.api.Test;

/** A small day; that all of it was read is checked by the benchmark itself, too. */
class ReadIT {

    @Test
    void dayAndFeedAreReadWholeBesideQuery() throws Exception {
        Figures figures = new Figures(new ReadBenchmark().run(Effort.QUICK));

        for (Reading what : Reading.values()) {
            assertThat(figures.of(0, what.title(), "ms")).isPositive();
            assertThat(figures.of(0, what.title(), "of Query")).isPositive();
            assertThat(figures.of(0, what.title(), "processor")).isNotNegative();
            assertThat(figures.of(0, what.title(), "events")).isEqualTo(what.isDay() ? 3_000 : 1_000);
        }
        double plain = figures.of(0, Reading.DAY_PLAIN.title(), "bytes");
        assertThat(plain).isBetween(3_000 * 500.0, 3_000 * 1_200.0);
        assertThat(figures.of(0, Reading.DAY_GZIP.title(), "bytes")).isBetween(plain / 20, plain / 3);
        assertThat(figures.of(1, Reading.DAY_GZIP.title(), "heap")).isBetween(8.0, 256.0);
    }
}
