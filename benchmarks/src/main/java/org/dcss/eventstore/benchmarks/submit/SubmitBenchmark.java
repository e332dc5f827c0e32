package org.dcss.eventstore.benchmarks.submit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.benchmarks.load.FunctionClients;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.local.Counters;
import org.dcss.eventstore.local.LocalEventStore;
import org.dcss.eventstore.local.LocalOptions;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.gateway.HttpGateway;
import org.dcss.eventstore.local.gateway.Route;
import org.dcss.eventstore.submit.SubmitHandler;

/** What it costs to acknowledge an event: in the handler alone, above the queue's own time, and by HTTP. */
public final class SubmitBenchmark implements Benchmark {

    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final List<String> NOTES = List.of(
            "The handler's own work is measured by JMH in a JVM of its own, over a queue that confirms at once: reading"
                    + " the request, the key from the cache, the schema, the message, the answer, the log and the"
                    + " metrics. CPU time counts the collector and the compiler too.",
            "The bare calls and the raw sends use the handler's own client settings and carry the messages that the"
                    + " handler makes; a batch goes out as 50 requests, 8 at a time, as the handler sends it.",
            "Everything runs in one process on this machine, engines and clients included. Between two turns the queue"
                    + " is emptied. While local mode drains, the raw sends go to the same queue and are drained too.");

    @Override
    public Report run(Effort effort) throws Exception {
        Clock clock = Clock.systemUTC();
        List<Table> tables = new ArrayList<>();
        System.err.println("the handler's own work");
        tables.add(OwnWork.measure(effort));
        try (Stand stand = Stand.start(clock)) {
            tables.add(new HandlerCost(effort, stand, clock).measure());
            System.err.println("acknowledgements, nothing drained");
            tables.add(withoutDraining(effort, stand, clock));
        }
        System.err.println("acknowledgements, drained meanwhile");
        tables.addAll(local(effort, clock));
        return new Report("submit", tables, NOTES);
    }

    private static Table withoutDraining(Effort effort, Stand stand, Clock clock) throws Exception {
        SubmitHandler handler = new SubmitHandler(stand.environment(SETTLE), clock, new Counters());
        Route route = new Route(
                "POST", "/submit", new InProcessFunction("submit", handler, Stand.functionTimeout(SETTLE), clock));
        try (HttpGateway gateway = HttpGateway.start(GatewayOptions.onPort(0), List.of(route), clock)) {
            Target target =
                    new Target(gateway.uri(), stand.queueUrl(), stand.clients().sqs());
            return new AcknowledgementRate(effort, target, clock)
                    .measure("Acknowledgements while nothing is drained: the gateway and submit alone");
        }
    }

    private static List<Table> local(Effort effort, Clock clock) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark");
                LocalEventStore store = LocalEventStore.start(
                        LocalOptions.in(folder.path(), 0).withKeys(Map.of(Stand.KEY, Stand.SRC)), clock);
                FunctionClients clients = new FunctionClients(store.engines())) {
            Target target = new Target(store.uri(), store.queues().url(), clients.sqs());
            Table rates = new AcknowledgementRate(effort, target, clock)
                    .measure("Acknowledgements by local mode while it drains its queue");
            return List.of(rates, new Delivery(effort, target, store).measure());
        }
    }
}
