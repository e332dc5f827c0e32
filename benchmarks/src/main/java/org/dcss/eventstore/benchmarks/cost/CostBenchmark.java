package org.dcss.eventstore.benchmarks.cost;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;

/** Bills, from AWS's list prices and what the deployed functions were measured to use. */
public final class CostBenchmark implements Benchmark {

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Target target = Target.inMemory(clock);
                MeteredFunctions functions = new MeteredFunctions(target)) {
            Scenarios scenarios = new Scenarios(target, clock);
            Map<String, Usage> usages = new LinkedHashMap<>();
            for (Scenario scenario : scenarios.all()) {
                usages.put(scenario.title(), functions.measure(scenario, effort.of(10, scenario.invocations())));
            }
            Prices prices = Prices.read(target.defaults());
            int metrics = functions.metrics().size();
            Bills bills = new Bills(prices, usages, scenarios.itemBytes(), metrics);
            return new Report(
                    List.of(
                            usage(usages, prices),
                            bills.perMillion(),
                            bills.perMonth(),
                            bills.perClient(),
                            bills.whole()),
                    notes(prices));
        }
    }

    private static List<String> notes(Prices prices) {
        return List.of(
                "List prices of us-east-1 without free tiers: benchmarks/src/main/resources/…/cost/prices.properties and the"
                        + " Terraform variable `prices`. Requests, units, bytes and processor time are measured, in the"
                        + " deployed zips.",
                "Billed milliseconds are reckoned: processor time at the memory's share of a processor (1769 MB is one; a"
                        + " share of arm64's is taken to do as much as one of this machine's), and "
                        + prices.of("call_ms")
                        + " ms for each call to a service that is waited for.",
                "Direct is submit without a queue, writing to the table itself: a client must keep and send again what the"
                        + " table does not take.");
    }

    private static Table usage(Map<String, Usage> usages, Prices prices) {
        Table table = new Table(
                "What an invocation uses",
                "invocation | processor, ms | ms here | billed ms, reckoned | calls | write units"
                        + " | read units | queue requests | log, bytes | answer, bytes");
        usages.forEach((title, usage) -> table.row(
                title,
                usage.processor(),
                usage.millis(),
                prices.billedMillis(usage),
                usage.calls(),
                usage.writeUnits(),
                usage.readUnits(),
                usage.queueRequests(),
                usage.logBytes(),
                usage.answerBytes()));
        return table;
    }
}
