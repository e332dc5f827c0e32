package org.dcss.eventstore.benchmarks.cost;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.workload.Invocations;

/** What clients that follow today's log cost a month by how often they poll, at the store itself and at an edge before it. */
record PollingBill(Prices prices, Map<String, Usage> usages) {

    private static final double MONTH_SECONDS = 30 * 86_400;

    /** The polls of a month: some find so many events each, the others are a 304. */
    private record Polls(double all, double finding, Usage found, Usage idle) {

        double of(ToDoubleFunction<Usage> each) {
            return finding * each.applyAsDouble(found) + (all - finding) * each.applyAsDouble(idle);
        }
    }

    private Polls polls(double all, double finding, int events) {
        return new Polls(
                all,
                finding,
                Usage.of("poll, " + events + " new events", usages),
                Usage.of(Invocations.IDLE_POLL, usages));
    }

    private Polls each(int seconds) {
        double all = MONTH_SECONDS / seconds;
        int events = seconds < 10 ? 1 : seconds < 60 ? 3 : 18;
        return polls(all, all * (1 - Math.exp(-Bills.EVENTS_TODAY / all)), events);
    }

    private double bytes(Usage usage) {
        return usage.answerBytes() + prices.of("head_bytes");
    }

    /**
     * Without what is sent to the client: from the store to the edge that is free. A Query that finds nothing takes a read
     * unit too, which DynamoDB Local does not say.
     */
    private double origin(Usage usage) {
        double units = Math.max(1, usage.count().readUnits());
        return prices.api(usage) + prices.function(usage) + prices.units(0, units);
    }

    Table table() {
        Table table = new Table(
                "Dollars a month for one client that follows today's log",
                "it polls | polls | that find something | MB | at the store | at the edge"
                        + " | clients within the edge's free requests");
        for (int seconds : List.of(1, 2, 10, 60)) {
            row(table, "each " + seconds + " s", each(seconds));
        }
        row(table, "for one event at a time", polls(Bills.EVENTS_TODAY, Bills.EVENTS_TODAY, 1));
        Polls shared = each(1);
        return table.row(
                "the store itself, behind the edge, for all clients of a region",
                (long) shared.all(),
                (long) shared.finding(),
                shared.of(this::bytes) / 1e6,
                shared.of(this::origin),
                "",
                "");
    }

    private void row(Table table, String how, Polls polls) {
        double request = (prices.of("edge_request_million") + prices.of("edge_function_million")) / 1e6;
        table.row(
                how,
                (long) polls.all(),
                (long) polls.finding(),
                polls.of(this::bytes) / 1e6,
                polls.of(this::origin) + polls.of(prices::transfer),
                polls.all() * request + polls.of(this::bytes) * prices.perByte("edge_transfer_gb"),
                (long) (prices.of("edge_free_requests") / polls.all()));
    }
}
