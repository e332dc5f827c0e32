package org.dcss.eventstore.benchmarks.cost;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Invocation;
import org.dcss.eventstore.benchmarks.workload.Invocations;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;

/** Bills, from AWS's list prices and what the deployed functions and the views were measured to use. */
public final class CostBenchmark implements Benchmark {

    private static final Duration LATE = Duration.ofHours(1);

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Target target = Target.inMemory(clock);
                Deployment deployment = new Deployment(target, Optional.empty(), Map.of())) {
            WarmFunctions functions = new WarmFunctions(deployment);
            Invocations invocations = new Invocations(target, clock);
            Map<String, Usage> usages = new LinkedHashMap<>();
            for (Invocation invocation : all(invocations)) {
                // Each takes some seconds.
                int times = effort.of(10, Math.max(40, 400 / (1 + invocation.events() / 10)));
                usages.put(invocation.title(), functions.measure(invocation, times));
            }
            Prices prices = Prices.read(target.defaults());
            double itemBytes = StoredEvents.itemBytes(invocations.stored());
            Bills bills =
                    new Bills(prices, usages, itemBytes, functions.metrics().size());
            ViewBill views =
                    new ViewBill(prices, new Views(target, prices, effort.of(200, 2_000), clock).measure(), itemBytes);
            return new Report(
                    List.of(
                            usage(usages, prices),
                            bills.perMillion(),
                            bills.perMonth(),
                            bills.perClient(),
                            new PollingBill(prices, usages).table(),
                            bills.whole(),
                            views.perMillion(),
                            views.perMonth()),
                    notes(prices));
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
                invocations.poll(1, true),
                invocations.poll(3, true),
                invocations.poll(18, true),
                invocations.idlePoll());
    }

    private static List<String> notes(Prices prices) {
        return List.of(
                "List prices of us-east-1 without free tiers: benchmarks/src/main/resources/…/cost/prices.properties and the"
                        + " Terraform variable `prices`. Requests, units, bytes and processor time are measured, in the"
                        + " deployed zips; the views' requests and units, by core's projector in this process, each"
                        + " view reading the log for itself.",
                "Billed milliseconds are reckoned: processor time at the memory's share of a processor (1769 MB is one; a"
                        + " share of arm64's is taken to do as much as one of this machine's), and "
                        + prices.of("call_ms")
                        + " ms for each call to a service that is waited for. The schedule's invocations are billed as if all"
                        + " calls of the views followed one another; the archive is reckoned from the bytes of a day.",
                "Polls that find something: as many as if events came at random times. The edge's requests and bytes are at"
                        + " CloudFront's list price for North America; its first "
                        + (long) prices.of("edge_free_requests") + " requests and 1 TB a month are free.",
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
