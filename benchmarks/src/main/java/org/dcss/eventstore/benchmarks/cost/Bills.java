package org.dcss.eventstore.benchmarks.cost;

import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.workload.Events;

/** What is paid for events, in dollars. */
final class Bills {

    private static final double MILLION = 1e6;
    private static final double EVENTS_TODAY = 30.0 * Events.PER_DAY;
    /** Taken to be three times today's on 16 days. */
    private static final double EVENTS_OF_TOURNAMENT = (16 * 3 + 14.0) * Events.PER_DAY;
    /** Puts that a direct design would have under way at the same time, as the consumer has. */
    private static final double PUTS_AT_ONCE = 16;

    private final Prices prices;
    private final Map<String, Usage> usages;
    private final double itemBytes;
    private final int metrics;

    /**
     * Of what was measured.
     *
     * @param usages by the invocation's title
     * @param itemBytes of an event in the table
     * @param metrics how many CloudWatch charges for
     */
    Bills(Prices prices, Map<String, Usage> usages, double itemBytes, int metrics) {
        this.prices = prices;
        this.usages = usages;
        this.itemBytes = itemBytes;
        this.metrics = metrics;
    }

    /** For one event. */
    private record EventCost(double api, double submit, double queue, double consumer, double table) {
        double total() {
            return api + submit + queue + consumer + table;
        }
    }

    /** Of an event that comes in such a request and is consumed in such a batch. */
    private EventCost cost(String submitted, String consumed) {
        Usage submit = Usage.of(submitted, usages);
        Usage consume = Usage.of(consumed, usages);
        double sent = submit.invocation().events();
        double taken = consume.invocation().events();
        // A batch is handed over by one request and deleted by another.
        double delivery = 2 * prices.queueRequest();
        return new EventCost(
                prices.api(submit) / sent,
                prices.function(submit) / sent,
                submit.calls().queueRequests() * prices.queueRequest() / sent + delivery / taken,
                prices.function(consume) / taken,
                prices.table(submit) / sent + prices.table(consume) / taken);
    }

    /** Of an event in the direct design, whose submit waits for its puts instead of its sends. */
    private double direct(String submitted, String consumed) {
        Usage submit = Usage.of(submitted, usages);
        Usage consume = Usage.of(consumed, usages);
        double events = submit.invocation().events();
        double more = Math.ceil(events / PUTS_AT_ONCE) - submit.invocation().waves();
        double millis = prices.billedMillis(submit) + more * prices.of("call_ms");
        return (prices.api(submit) + prices.function(submit, millis) + prices.table(submit)) / events
                + prices.table(consume) / consume.invocation().events();
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

    /** Everything that AWS charges a month for DCSS today without views, with what switches each line off. */
    Table whole() {
        EventCost cost = cost("submit one event", "consume one event");
        double stored = stored(EVENTS_TODAY);
        double alarms = prices.of("alarm_metrics");
        String nothing = "nothing: it is the store";
        BillTable bill = new BillTable("Dollars a month for DCSS today, singly, a year of them kept, by line");
        bill.line("API, its access log included", EVENTS_TODAY * cost.api(), nothing);
        bill.line(
                "submit and consumer, their logs included",
                EVENTS_TODAY * (cost.submit() + cost.consumer()),
                "in part log_level = WARN");
        bill.line("queue", EVENTS_TODAY * cost.queue(), nothing);
        bill.line("polling of an empty queue", idlePolling(), nothing);
        bill.line("writing to the tables", EVENTS_TODAY * cost.table(), nothing);
        bill.line("storage of the events", stored * prices.perByte("storage_gb_month"), "retention_days");
        bill.line(
                "backups of the events", stored * prices.perByte("backup_gb_month"), "point_in_time_recovery = false");
        bill.line(
                "the functions' own metrics (" + metrics + ")",
                ownMetrics(),
                nothing + " (ten are free in an account)");
        bill.line(
                "alarms, on " + (long) alarms + " metrics",
                alarms * prices.of("alarm_metric_month"),
                "alarms = { enabled = false } (ten are free in an account)");
        bill.line("dashboard", prices.of("dashboard_month"), "dashboard = false (three are free in an account)");
        return bill.table()
                .row(
                        "fair queues, off by default",
                        EVENTS_TODAY * prices.of("fair_queue_million") / MILLION,
                        "fair_queue = false");
    }
}
