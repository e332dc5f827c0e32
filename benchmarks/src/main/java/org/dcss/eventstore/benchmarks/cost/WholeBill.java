package org.dcss.eventstore.benchmarks.cost;

import org.dcss.eventstore.benchmarks.harness.Table;

/** Everything that AWS charges a month for DCSS today, a year of events kept, with what switches each line off. */
final class WholeBill {

    private static final double YEAR = 12;
    private static final String NOTHING = "nothing: it is the store";

    private final Bills bills;
    private final Prices prices;
    private final Table table = new Table(
            "Dollars a month for DCSS today, singly, a year of them kept, by line",
            "line",
            "dollars",
            "what switches it off");
    private double total;

    WholeBill(Bills bills, Prices prices) {
        this.bills = bills;
        this.prices = prices;
    }

    Table table() {
        double events = Bills.EVENTS_TODAY;
        Bills.Line line = bills.today();
        double stored = bills.stored(events, YEAR);
        row("API, its access log included", events * line.api(), NOTHING);
        row(
                "submit and consumer, their logs included",
                events * (line.submit() + line.consumer()),
                "in part log_level = WARN");
        row("queue", events * line.queue(), NOTHING);
        row("polling of an empty queue", bills.idle(), NOTHING);
        row("writing to the tables", events * line.table(), NOTHING);
        row("storage of the events", stored * prices.perByte("storage_gb_month"), "retention_days");
        row("backups of the events", stored * prices.perByte("backup_gb_month"), "point_in_time_recovery = false");
        row(
                "the functions' own metrics (" + bills.metrics() + ")",
                bills.ownMetrics(),
                NOTHING + " (ten are free in an account)");
        row(
                "alarms, on " + (long) prices.other("alarm_metrics") + " metrics",
                prices.other("alarm_metrics") * prices.other("alarm_metric_month"),
                "alarms = { enabled = false } (ten are free in an account)");
        row("dashboard", prices.other("dashboard_month"), "dashboard = false (three are free in an account)");
        table.row("in all", total, "");
        table.row(
                "fair queues, off by default", events * prices.other("fair_queue_million") / 1e6, "fair_queue = false");
        return table;
    }

    private void row(String line, double dollars, String switchedOffBy) {
        total += dollars;
        table.row(line, dollars, switchedOffBy);
    }
}
