package org.dcss.eventstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dcss.eventstore.benchmarks.append.AppendBenchmark;
import org.dcss.eventstore.benchmarks.coldstart.ColdStartBenchmark;
import org.dcss.eventstore.benchmarks.cost.CostBenchmark;
import org.dcss.eventstore.benchmarks.drain.DrainBenchmark;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.read.FilesBenchmark;
import org.dcss.eventstore.benchmarks.read.ReadBenchmark;
import org.dcss.eventstore.benchmarks.scale.ScaleBenchmark;
import org.dcss.eventstore.benchmarks.submit.SubmitBenchmark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each benchmark runs to its end, finds figures, and loses nothing. */
@Tag("slow")
class QuickRunsIT {

    private static final String LINUX = "Lambda's runtime client has native libraries for Linux only";

    /** Columns that count what should not happen, or what need not; processor time ticks in hundredths of a second. */
    private static final List<String> MAY_BE_ZERO = List.of(
            "late", "processor, ms", "calls", "write units", "read units", "queue requests", "answer, bytes", "queue");

    @Test
    void submit() throws Exception {
        Figures figures = run(new SubmitBenchmark());

        assertThat(figures.rows("The handler's own work")).hasSize(4);
        assertThat(figures.of("Acknowledgements", "16", "submit / raw")).isPositive();
    }

    @Test
    void append() throws Exception {
        Figures figures = run(new AppendBenchmark());

        assertThat(figures.of("An append", "a bare conditional put", "calls")).isEqualTo(1);
        // It reads the stream's end, puts the version, sends it, and notes that it is sent.
        assertThat(figures.of("An append", "an append", "calls")).isEqualTo(4);
        assertThat(figures.of("An append", "an append with an id", "calls")).isEqualTo(4);
    }

    @Test
    void drain() throws Exception {
        Figures figures = run(new DrainBenchmark());

        for (String events : figures.rows("Requests to DynamoDB")) {
            assertThat(figures.of("Requests to DynamoDB", events, "in the table"))
                    .as(events)
                    .isEqualTo(figures.of("Requests to DynamoDB", events, "sent"));
            assertThat(figures.of("Requests to DynamoDB", events, "requests/event"))
                    .as(events)
                    .isGreaterThanOrEqualTo(1);
        }
        assertThat(figures.of("Requests to DynamoDB", "late", "late"))
                .isEqualTo(figures.of("Requests to DynamoDB", "late", "sent"));
    }

    /** That all of the day and the page was read is checked by the benchmark itself. */
    @Test
    void read() throws Exception {
        Figures figures = run(new ReadBenchmark());

        assertThat(figures.of("Reading a day", "a feed page of 1000, plain", "bytes"))
                .isBetween(500_000.0, 1_200_000.0);
        assertThat(figures.of("Reading a day", "a feed page of 1000, gzip", "bytes"))
                .isBetween(30_000.0, 400_000.0);
    }

    /** That the whole range was read is checked by the benchmark itself. */
    @Test
    void files() throws Exception {
        Figures figures = run(new FilesBenchmark());

        assertThat(figures.rows("A range")).containsExactly("the range by Query", "the range");
    }

    @Test
    void scale() throws Exception {
        Figures figures = run(new ScaleBenchmark());

        assertThat(figures.rows("To store")).hasSize(6);
        assertThat(figures.of("To store", "100", "requests/event")).isGreaterThanOrEqualTo(1);
        assertThat(figures.of("To read", "1000", "events/page")).isPositive();
    }

    /** That all answer as they should is checked by the benchmark itself. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX)
    void coldStart() throws Exception {
        Figures figures = run(new ColdStartBenchmark());

        assertThat(figures.rows("From the start"))
                .containsExactly("submit", "submit, bare", "consumer", "consumer, bare", "query", "query, bare");
        assertThat(figures.of("From the start", "submit", "memory"))
                .isGreaterThan(figures.of("From the start", "submit, bare", "memory"));
        assertThat(figures.of("What a snapshot", "submit", "first, primed")).isPositive();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = LINUX)
    void cost() throws Exception {
        Figures figures = run(new CostBenchmark());

        assertThat(figures.of("What an invocation", "submit one event", "queue requests"))
                .isEqualTo(1);
        assertThat(figures.of("What an invocation", "submit 100 events", "queue requests"))
                .isEqualTo(10);
        assertThat(figures.of("What an invocation", "consume one event", "write units"))
                .isEqualTo(1);
        assertThat(figures.of("What an invocation", "consume 10 events", "write units"))
                .isEqualTo(10);
        assertThat(figures.of("What an invocation", "consume 10 late events", "write units"))
                .isEqualTo(20);
        assertThat(figures.of("What an invocation", "poll, 18 new events", "calls"))
                .isEqualTo(1);
        // A write unit each, at 0.625 a million.
        assertThat(figures.of("Dollars for a million", "in batches of 10", "tables"))
                .isBetween(0.6, 0.7);
        assertThat(figures.of("Dollars for a million", "in batches of 100", "in all"))
                .isLessThan(figures.of("Dollars for a million", "singly, one after another", "in all"));
        assertThat(figures.of("Dollars a month for one client", "for one event at a time", "at the store"))
                .isGreaterThan(figures.of("Dollars a month for one client", "each 60 s", "at the store"));
        assertThat(figures.of("Dollars a month for DCSS today", "dashboard", "dollars"))
                .isEqualTo(3);
        // Two items an event, a unit for each KiB of lines, and of counts one for many events where many come at once.
        assertThat(figures.of("A view's part", "entities, built in pages of 1000", "write units"))
                .isBetween(2.0, 2.2);
        assertThat(figures.of("A view's part", "xlog, built in pages of 1000", "write units"))
                .isBetween(figures.of("A view's part", "xlog, built in pages of 1000", "bytes kept") / 1_024, 1.5);
        assertThat(figures.of("A view's part", "counts, built in pages of 1000", "write units"))
                .isBetween(0.01, 0.2);
        assertThat(figures.of("A view's part", "counts, each minute", "write units"))
                .isBetween(0.5, 1.1);
        assertThat(figures.of("A view's part", "xlog, each minute", "bytes kept"))
                .isBetween(400.0, 1_200.0);
        for (String bill : List.of("Dollars a month for DCSS today", "Dollars a month for all views")) {
            double lines = figures.rows(bill).stream()
                    .filter(line -> !line.equals("in all") && !line.startsWith("fair queues"))
                    .mapToDouble(line -> figures.of(bill, line, "dollars"))
                    .sum();
            assertThat(figures.of(bill, "in all", "dollars")).as(bill).isCloseTo(lines, within(1e-9));
        }
    }

    private static Figures run(Benchmark benchmark) throws Exception {
        List<Table> tables = benchmark.run(Effort.QUICK);
        assertThat(tables).isNotEmpty().allSatisfy(QuickRunsIT::hasFigures);
        return new Figures(tables);
    }

    private static void hasFigures(Table table) {
        assertThat(table.rows()).as(table.title()).isNotEmpty();
        for (List<Object> row : table.rows()) {
            for (int column = 1; column < row.size(); column++) {
                if (row.get(column) instanceof Number figure
                        && !MAY_BE_ZERO.contains(table.columns().get(column))) {
                    assertThat(figure.doubleValue())
                            .as(table.columns().get(column))
                            .isFinite()
                            .isPositive();
                }
            }
        }
    }
}
