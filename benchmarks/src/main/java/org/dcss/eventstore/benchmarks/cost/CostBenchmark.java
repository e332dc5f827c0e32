package org.dcss.eventstore.benchmarks.cost;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.dcss.eventstore.benchmarks.deployment.Stage;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.local.function.FunctionException;

/** Bills, from AWS's list prices and what the deployed functions were measured to use. */
public final class CostBenchmark implements Benchmark {

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        try (TemporaryFolder folder = TemporaryFolder.make("cost");
                Stage stage = Stage.start(clock);
                Measuring measuring = new Measuring(stage, folder.path())) {
            Scenarios scenarios = new Scenarios(stage, clock);
            Measured measured = measure(scenarios, measuring, effort);
            Tariff tariff = new Tariff(Prices.read(stage.defaults()), stage.defaults());
            Bills bills = new Bills(
                    tariff, measured, scenarios.itemBytes(), measuring.metrics().size());
            return new Report(
                    "cost",
                    List.of(
                            usage(measured, tariff),
                            bills.perMillion(),
                            bills.perMonth(),
                            bills.perClient(),
                            new WholeBill(bills, tariff.prices()).table()),
                    List.of(
                            "List prices of us-east-1 without free tiers: benchmarks/src/main/resources/…/cost/prices.properties and the "
                                    + "Terraform variable `prices`. Requests, units, bytes and processor time are measured, in the deployed zips.",
                            "Billed milliseconds are reckoned: processor time at the memory's share of a processor (1769 MB is one; a "
                                    + "share of arm64's is taken to do as much as one of this machine's), and "
                                    + tariff.prices().other("call_ms")
                                    + " ms for each call to a service that is waited for.",
                            "Direct is submit without a queue, writing to the table itself: a client must keep and send again what the table does not take."));
        }
    }

    private static Measured measure(Scenarios scenarios, Measuring measuring, Effort effort)
            throws IOException, FunctionException {
        return new Measured(
                measure(scenarios.submit(1), measuring, effort, 400),
                measure(scenarios.submit(10), measuring, effort, 200),
                measure(scenarios.submit(100), measuring, effort, 40),
                measure(scenarios.consume(1), measuring, effort, 400),
                measure(scenarios.consume(10), measuring, effort, 200),
                measure(scenarios.consumeLate(10), measuring, effort, 100),
                measure(scenarios.poll(0), measuring, effort, 400),
                measure(scenarios.poll(1), measuring, effort, 400),
                measure(scenarios.poll(3), measuring, effort, 400),
                measure(scenarios.poll(18), measuring, effort, 200));
    }

    private static Usage measure(Scenario scenario, Measuring measuring, Effort effort, int invocations)
            throws IOException, FunctionException {
        System.err.println("  " + scenario.title());
        return measuring.measure(scenario, effort.of(5, invocations), effort.of(10, invocations));
    }

    private static Table usage(Measured measured, Tariff tariff) {
        Table table = new Table(
                "What an invocation uses",
                "invocation",
                "processor, ms",
                "ms here",
                "billed ms, reckoned",
                "calls",
                "write units",
                "read units",
                "queue requests",
                "log, bytes",
                "answer, bytes");
        for (Usage usage : measured.all()) {
            table.row(
                    usage.scenario().title(),
                    usage.processor(),
                    usage.millis(),
                    tariff.billed(usage),
                    usage.calls(),
                    usage.writeUnits(),
                    usage.readUnits(),
                    usage.queueRequests(),
                    usage.logBytes(),
                    usage.answerBytes());
        }
        return table;
    }
}
