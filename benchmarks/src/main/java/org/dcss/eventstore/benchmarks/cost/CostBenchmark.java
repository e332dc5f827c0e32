package org.dcss.eventstore.benchmarks.cost;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Invocation;
import org.dcss.eventstore.benchmarks.workload.Invocations;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;

/** Bills, from AWS's list prices and what the deployed functions and the views were measured to use. */
public final class CostBenchmark implements Benchmark {

    private static final Duration LATE = Duration.ofHours(1);

    @Override
    public List<Table> run(Effort effort) throws Exception {
        try (Target target = Target.inMemory();
                Deployment deployment = Deployment.over(target)) {
            WarmFunctions functions = new WarmFunctions(deployment);
            Invocations invocations = new Invocations(target);
            Map<String, Usage> usages = new LinkedHashMap<>();
            for (Invocation invocation : all(invocations)) {
                // Each takes some seconds.
                int times = effort.of(10, Math.max(40, 400 / (1 + invocation.events() / 10)));
                usages.put(invocation.title(), functions.measure(invocation, times));
            }
            Prices prices = new Prices(target.defaults());
            double itemBytes = invocations.stored().stream()
                    .mapToInt(message -> StoredEvents.bytes(StoredEvents.item(message)))
                    .average()
                    .orElseThrow();
            Bills bills =
                    new Bills(prices, usages, itemBytes, functions.metrics().size());
            ViewBill views =
                    new ViewBill(prices, new Views(target, prices, effort.of(200, 2_000)).measure(), itemBytes);
            return List.of(
                    usage(usages, prices),
                    bills.perMillion(),
                    bills.perMonth(),
                    new PollingBill(prices, usages).table(),
                    bills.whole(),
                    views.perMillion(),
                    views.perMonth());
        }
    }

    private static List<Invocation> all(Invocations invocations) {
        return List.of(
                invocations.submit(1),
                invocations.submit(10),
                invocations.submit(100),
                invocations.consume(1, Duration.ZERO),
                invocations.consume(10, Duration.ZERO),
                invocations.consume(10, LATE),
                invocations.poll(1, Requests.GZIP),
                invocations.poll(3, Requests.GZIP),
                invocations.poll(18, Requests.GZIP),
                invocations.idlePoll());
    }

    private static Table usage(Map<String, Usage> usages, Prices prices) {
        Table table = new Table(
                "What an invocation uses",
                "invocation | processor, ms | billed ms, reckoned | calls | write units | read units | queue requests"
                        + " | log, bytes | answer, bytes");
        usages.forEach((title, usage) -> table.row(
                title,
                usage.processor(),
                prices.billedMillis(usage),
                usage.count().calls(),
                usage.count().writeUnits(),
                usage.count().readUnits(),
                usage.count().queueRequests(),
                usage.logBytes(),
                usage.answerBytes()));
        return table;
    }
}
