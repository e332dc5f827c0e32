package org.dcss.eventstore.benchmarks.cost;

import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.workload.Events;

/** What the views are paid for, in dollars. */
final class ViewBill {

    private static final double MILLION = 1e6;
    private static final double DAYS = 30;
    private static final double MINUTES = DAYS * 24 * 60;
    private static final double EVENTS_TODAY = DAYS * Events.PER_DAY;

    private final Prices prices;
    private final List<Views.Use> views;
    private final double itemBytes;

    /** @param itemBytes of an event in the table */
    ViewBill(Prices prices, List<Views.Use> views, double itemBytes) {
        this.prices = prices;
        this.views = views;
        this.itemBytes = itemBytes;
    }

    /** By view and by how often it is brought up to date. */
    Table perMillion() {
        Table table = new Table(
                "A view's part of DynamoDB for a million events",
                "view and how it is kept | calls/event | write units/event | read units/event | bytes kept/event | dollars");
        for (Views.Use view : views) {
            row(table, view, "each minute", view.eachMinute());
            row(table, view, "built in pages of 1000", view.inPages());
        }
        return table;
    }

    private void row(Table table, Views.Use view, String how, Meter.Count use) {
        table.row(
                view.view() + ", " + how,
                use.calls(),
                use.writeUnits(),
                use.readUnits(),
                view.storedBytes(),
                MILLION * dollars(use));
    }

    private double dollars(Meter.Count use) {
        return prices.units(use.writeUnits(), use.readUnits());
    }

    /** All views of DCSS today, a year of them kept. */
    Table perMonth() {
        BillTable bill = new BillTable("Dollars a month for all views of DCSS today, brought up to date each minute");
        for (Views.Use view : views) {
            bill.line(
                    view.view() + ", its reads and writes",
                    EVENTS_TODAY * dollars(view.eachMinute()),
                    off(view.view()));
        }
        bill.line("storage of the views after a year", stored(), "views = [] (no view is kept)");
        bill.line("the schedule's invocations", invocations(), "views = []");
        bill.line(
                "the projector's own metrics (" + (long) prices.of("projector_metrics") + ")",
                prices.of("projector_metrics") * prices.of("metric_month"),
                "views = [] (ten are free in an account)");
        bill.line("archive: each closed day read, its objects put, a year of them kept", archive(), off("archive"));
        return bill.table();
    }

    private static String off(String view) {
        return "views without " + view;
    }

    private double stored() {
        double perEvent = views.stream().mapToDouble(Views.Use::storedBytes).sum();
        return 12 * EVENTS_TODAY * perEvent * prices.perByte("storage_gb_month");
    }

    /** As if all calls of a minute followed one another, which the projector's do only in part. */
    private double invocations() {
        double calls =
                views.stream().mapToDouble(view -> view.eachMinute().calls()).sum() * Events.PER_DAY / (24 * 60);
        return MINUTES * prices.invocation(calls * prices.of("call_ms"), prices.of("projector_memory_mb"), 0);
    }

    private double archive() {
        double puts = DAYS * prices.of("archive_objects_day") * prices.of("s3_put_thousand") / 1000;
        double kept = 365 * prices.of("archive_day_bytes") * prices.perByte("s3_gb_month");
        // Eventually consistent: half a unit for 4 KB.
        double reads = EVENTS_TODAY * itemBytes / 8192;
        return puts + kept + prices.units(0, reads);
    }
}
