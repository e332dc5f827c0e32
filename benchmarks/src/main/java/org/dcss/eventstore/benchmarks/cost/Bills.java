package org.dcss.eventstore.benchmarks.cost;

import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.workload.Events;

/** What is paid for what, in dollars. */
final class Bills {

    private static final double MILLION = 1e6;
    private static final double MONTH_SECONDS = 30 * 86_400;
    private static final double EVENTS_TODAY = 30.0 * Events.PER_DAY;
    /** Taken to be three times today's on 16 days. */
    private static final double EVENTS_OF_TOURNAMENT = (16 * 3 + 14.0) * Events.PER_DAY;

    private final Prices prices;
    private final Map<String, Usage> usages;
    private final double itemBytes;
    private final int metrics;

    /**
     * Bills.
     *
     * @param usages by the scenario's title
     * @param itemBytes of an event in the table
     * @param metrics how many CloudWatch charges for
     */
    Bills(Prices prices, Map<String, Usage> usages, double itemBytes, int metrics) {
        this.prices = prices;
        this.usages = usages;
        this.itemBytes = itemBytes;
        this.metrics = metrics;
    }

    private Usage usage(String scenario) {
        return Objects.requireNonNull(usages.get(scenario), scenario);
    }

    private EventCost cost(String submit, String consume) {
        return EventCost.of(usage(submit), usage(consume), prices);
    }

    private double direct(String submit, String consume) {
        return EventCost.direct(usage(submit), usage(consume), prices);
    }

    Table perMillion() {
        Table table = new Table(
                "Dollars for a million events",
                "how they come | API | submit | queue | consumer | tables | in all | direct | in all / direct");
        row(table, "singly, one after another", "submit one event", "consume one event", "consume one event");
        row(table, "singly, many at once", "submit one event", "consume 10 events", "consume 10 events");
        row(table, "in batches of 10", "submit 10 events", "consume 10 events", "consume 10 events");
        row(table, "in batches of 100", "submit 100 events", "consume 10 events", "consume 10 events");
        row(table, "in batches of 100, late", "submit 100 events", "consume 10 late events", "consume 10 events");
        return table;
    }

    /** @param inTime how events are consumed without delay, as the direct design always does */
    private void row(Table table, String how, String submit, String consume, String inTime) {
        EventCost cost = cost(submit, consume);
        double direct = direct(submit, inTime);
        table.row(
                how,
                cost.api() * MILLION,
                cost.submit() * MILLION,
                cost.queue() * MILLION,
                cost.consumer() * MILLION,
                cost.table() * MILLION,
                cost.total() * MILLION,
                direct * MILLION,
                cost.total() / direct);
    }

    Table perMonth() {
        Table table = new Table(
                "Dollars a month for taking events, and for having kept a year of them",
                "load | events | events' own | idle polling of the queue | metrics (" + metrics + ")"
                        + " | storage after a year | in all | direct, in all | in all / direct");
        month(table, "DCSS today, singly", EVENTS_TODAY, "consume one event");
        month(table, "a month with a tournament, singly", EVENTS_OF_TOURNAMENT, "consume one event");
        month(table, "100 times today, singly", 100 * EVENTS_TODAY, "consume 10 events");
        return table;
    }

    private void month(Table table, String load, double events, String consume) {
        double own = events * cost("submit one event", consume).total();
        double storage = stored(events) * prices.perByte("storage_gb_month");
        double direct = events * direct("submit one event", consume) + ownMetrics() + storage;
        double all = own + idlePolling() + ownMetrics() + storage;
        table.row(load, (long) events, own, idlePolling(), ownMetrics(), storage, all, direct, all / direct);
    }

    private double idlePolling() {
        return prices.of("idle_polls_month") * prices.queueRequest();
    }

    private double ownMetrics() {
        return metrics * prices.of("metric_month");
    }

    /** Bytes that a year takes in the table. */
    private double stored(double eventsOfMonth) {
        return 12 * eventsOfMonth * (itemBytes + prices.of("item_overhead_bytes"));
    }

    Table perClient() {
        Table table = new Table(
                "Dollars a month for one client that sees all events of today",
                "how it reads | requests | API | query | table | transfer | in all");
        client(table, "polls each 60 s", "poll, 18 new events", MONTH_SECONDS / 60);
        client(table, "polls each 10 s", "poll, 3 new events", MONTH_SECONDS / 10);
        client(table, "one event per request", "poll, 1 new events", EVENTS_TODAY);
        return table;
    }

    private void client(Table table, String how, String scenario, double requests) {
        Usage poll = usage(scenario);
        double api = requests * prices.api(poll);
        double query = requests * prices.function(poll);
        double read = requests * prices.table(poll);
        double transfer = requests * prices.transfer(poll);
        table.row(how, (long) requests, api, query, read, transfer, api + query + read + transfer);
    }

    /** Everything that AWS charges a month for DCSS today, a year of events kept, with what switches each line off. */
    Table whole() {
        EventCost cost = cost("submit one event", "consume one event");
        double stored = stored(EVENTS_TODAY);
        double alarms = prices.of("alarm_metrics");
        String nothing = "nothing: it is the store";
        Bill bill = new Bill()
                .line("API, its access log included", EVENTS_TODAY * cost.api(), nothing)
                .line(
                        "submit and consumer, their logs included",
                        EVENTS_TODAY * (cost.submit() + cost.consumer()),
                        "in part log_level = WARN")
                .line("queue", EVENTS_TODAY * cost.queue(), nothing)
                .line("polling of an empty queue", idlePolling(), nothing)
                .line("writing to the tables", EVENTS_TODAY * cost.table(), nothing)
                .line("storage of the events", stored * prices.perByte("storage_gb_month"), "retention_days")
                .line(
                        "backups of the events",
                        stored * prices.perByte("backup_gb_month"),
                        "point_in_time_recovery = false")
                .line(
                        "the functions' own metrics (" + metrics + ")",
                        ownMetrics(),
                        nothing + " (ten are free in an account)")
                .line(
                        "alarms, on " + (long) alarms + " metrics",
                        alarms * prices.of("alarm_metric_month"),
                        "alarms = { enabled = false } (ten are free in an account)")
                .line("dashboard", prices.of("dashboard_month"), "dashboard = false (three are free in an account)");
        return bill.table()
                .row("in all", bill.total(), "")
                .row(
                        "fair queues, off by default",
                        EVENTS_TODAY * prices.of("fair_queue_million") / MILLION,
                        "fair_queue = false");
    }
}
