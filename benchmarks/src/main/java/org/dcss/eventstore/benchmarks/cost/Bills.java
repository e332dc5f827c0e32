package org.dcss.eventstore.benchmarks.cost;

import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.workload.Events;

/** What is paid for events, of so many bytes each in the table, and for the functions' metrics, in dollars. */
record Bills(Prices prices, Map<String, Usage> usages, double itemBytes, int metrics) {

    static final String COLUMNS = "line | dollars | what switches it off";
    static final double EVENTS_TODAY = 30.0 * Events.PER_DAY;
    private static final double MILLION = 1e6;
    /** Taken to be three times today's on 16 days. */
    private static final double EVENTS_OF_TOURNAMENT = (16 * 3 + 14.0) * Events.PER_DAY;
    /** Puts that a direct design would have under way at the same time, as the consumer has. */
    private static final double PUTS_AT_ONCE = 16;

    private record Cost(double api, double submit, double queue, double consumer, double table) {
        double total() {
            return api + submit + queue + consumer + table;
        }
    }

    /** Of so many events that come in such requests and are consumed in such batches. */
    private Cost cost(double events, String submitted, String consumed) {
        Usage submit = Usage.of(submitted, usages);
        Usage consume = Usage.of(consumed, usages);
        double requests = events / submit.invocation().events();
        double batches = events / consume.invocation().events();
        // A batch is handed over by one request and deleted by another.
        double queueRequests = requests * submit.count().queueRequests() + 2 * batches;
        return new Cost(
                requests * prices.api(submit),
                requests * prices.function(submit),
                queueRequests * prices.queueRequest(),
                batches * prices.function(consume),
                requests * prices.table(submit) + batches * prices.table(consume));
    }

    /** The same in the direct design, whose submit waits for its puts instead of its sends. */
    private double direct(double events, String submitted, String consumed) {
        Usage submit = Usage.of(submitted, usages);
        Usage consume = Usage.of(consumed, usages);
        double waves = Math.ceil(submit.invocation().events() / PUTS_AT_ONCE);
        double more = waves - submit.invocation().waves();
        double millis = prices.billedMillis(submit) + more * prices.of("call_ms");
        double request = prices.api(submit) + prices.function(submit, millis) + prices.table(submit);
        return events / submit.invocation().events() * request
                + events / consume.invocation().events() * prices.table(consume);
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
        Cost cost = cost(MILLION, submit, consume);
        double direct = direct(MILLION, submit, inTime);
        table.row(
                how,
                cost.api(),
                cost.submit(),
                cost.queue(),
                cost.consumer(),
                cost.table(),
                cost.total(),
                direct,
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
        double own = cost(events, "submit one event", consume).total();
        double storage = stored(events) * prices.perByte("storage_gb_month");
        double direct = direct(events, "submit one event", consume) + ownMetrics() + storage;
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
        Cost cost = cost(EVENTS_TODAY, "submit one event", "consume one event");
        double stored = stored(EVENTS_TODAY);
        String nothing = "nothing: it is the store";
        Table bill = new Table("Dollars a month for DCSS today, singly, a year of them kept, by line", COLUMNS);
        bill.row("API, its access log included", cost.api(), nothing);
        double functions = cost.submit() + cost.consumer();
        bill.row("submit and consumer, their logs included", functions, "in part log_level = WARN");
        bill.row("queue", cost.queue(), nothing);
        bill.row("polling of an empty queue", idlePolling(), nothing);
        bill.row("writing to the tables", cost.table(), nothing);
        bill.row("storage of the events", stored * prices.perByte("storage_gb_month"), "retention_days");
        bill.row("backups of the events", stored * prices.perByte("backup_gb_month"), "point_in_time_recovery = false");
        String few = " (ten are free in an account)";
        bill.row("the functions' own metrics (" + metrics + ")", ownMetrics(), nothing + few);
        double alarms = prices.of("alarm_metrics");
        bill.row(
                "alarms, on " + (long) alarms + " metrics",
                alarms * prices.of("alarm_metric_month"),
                "alarms = { enabled = false }" + few);
        bill.row("dashboard", prices.of("dashboard_month"), "dashboard = false (three are free in an account)");
        bill.row("in all", bill.sum(1), "");
        double fair = EVENTS_TODAY * prices.of("fair_queue_million") / MILLION;
        return bill.row("fair queues, off by default", fair, "fair_queue = false");
    }
}
