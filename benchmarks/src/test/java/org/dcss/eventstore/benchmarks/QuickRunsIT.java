package org.dcss.eventstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dcss.eventstore.benchmarks.drain.DrainBenchmark;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.scale.ScaleBenchmark;
import org.dcss.eventstore.benchmarks.submit.SubmitBenchmark;
import org.junit.jupiter.api.Test;

/** Each benchmark runs to its end, finds figures, and loses nothing. */
class QuickRunsIT {

    /** Columns that count what should not happen, or what need not. */
    private static final List<String> MAY_BE_ZERO =
            List.of("conflicts/event", "late", "late puts", "above the call us/event");

    @Test
    void submit() throws Exception {
        Report report = run(new SubmitBenchmark());

        Table delivery = table(report, "Nothing is lost");
        assertThat(column(delivery, "acknowledged"))
                .allSatisfy(count -> assertThat(count).isPositive());
        assertThat(column(delivery, "in the table")).isEqualTo(column(delivery, "acknowledged"));
    }

    @Test
    void drain() throws Exception {
        Report report = run(new DrainBenchmark());

        Table requests = table(report, "Requests to DynamoDB");
        assertThat(column(requests, "in the table")).isEqualTo(column(requests, "sent"));
        assertThat(column(requests, "requests/event"))
                .allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(1));
        assertThat(column(requests, "late"))
                .last()
                .isEqualTo(column(requests, "sent").get(0));
    }

    @Test
    void scale() throws Exception {
        Report report = run(new ScaleBenchmark());

        Table rates = table(report, "Local mode under a steady rate");
        assertThat(column(rates, "seen once")).isEqualTo(column(rates, "acknowledged"));
        assertThat(column(rates, "late puts")).containsOnly(0.0);
        assertThat(column(table(report, "To store an event, in batches of 10"), "requests/event"))
                .allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(1));
    }

    private static Report run(Benchmark benchmark) throws Exception {
        Report report = benchmark.run(Effort.QUICK);
        assertThat(report.tables()).isNotEmpty().allSatisfy(QuickRunsIT::hasFigures);
        return report;
    }

    private static void hasFigures(Table table) {
        assertThat(table.rows()).as(table.title()).isNotEmpty();
        for (String column : table.columns()) {
            if (!MAY_BE_ZERO.contains(column)) {
                assertThat(column(table, column))
                        .as(column)
                        .allSatisfy(figure -> assertThat(figure).isFinite().isPositive());
            }
        }
    }

    private static Table table(Report report, String title) {
        return report.tables().stream()
                .filter(table -> table.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> column(Table table, String name) {
        int index = table.columns().indexOf(name);
        return table.rows().stream()
                .map(row -> row.get(index))
                .filter(Number.class::isInstance)
                .map(cell -> ((Number) cell).doubleValue())
                .toList();
    }
}
