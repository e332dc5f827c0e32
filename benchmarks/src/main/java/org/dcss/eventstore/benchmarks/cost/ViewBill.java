package org.dcss.eventstore.benchmarks.cost;

import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.workload.Events;

/** What the views of events of so many bytes each are paid for, in dollars. */
record ViewBill(Prices prices, List<Views.Use> views, double itemBytes) {

    private static final double DAYS = 30;
    private static final double MINUTES_OF_DAY = 24 * 60;

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
                1e6 * dollars(use));
    }

    private double dollars(Meter.Count use) {
        return prices.units(use.writeUnits(), use.readUnits());
    }

    /** All views of DCSS today, a year of them kept. */
    Table perMonth() {
        Table bill =
                new Table("Dollars a month for all views of DCSS today, brought up to date each minute", Bills.COLUMNS);
        for (Views.Use view : views) {
            bill.row(
                    view.view() + ", its reads and writes",
                    Bills.EVENTS_TODAY * dollars(view.eachMinute()),
                    off(view.view()));
        }
        bill.row("storage of the views after a year", stored(), "views = [] (no view is kept)");
        bill.row("the schedule's invocations", invocations(), "views = []");
        bill.row(
                "the projector's own metrics (" + (long) prices.of("projector_metrics") + ")",
                prices.of("projector_metrics") * prices.of("metric_month"),
                "views = [] (ten are free in an account)");
        bill.row("archive: each closed day read, its objects put, a year of them kept", archive(), off("archive"));
        return bill.row("in all", bill.sum(1), "");
    }

    private static String off(String view) {
        return "views without " + view;
    }

    private double stored() {
        double perEvent = views.stream().mapToDouble(Views.Use::storedBytes).sum();
        return 12 * Bills.EVENTS_TODAY * perEvent * prices.perByte("storage_gb_month");
    }

    /** As if all calls of a minute followed one another, which the projector's do only in part. */
    private double invocations() {
        double calls =
                views.stream().mapToDouble(view -> view.eachMinute().calls()).sum();
        double millis = calls * Events.PER_DAY / MINUTES_OF_DAY * prices.of("call_ms");
        return DAYS * MINUTES_OF_DAY * prices.invocation(millis, prices.of("projector_memory_mb"), 0);
    }

    private double archive() {
        double puts = DAYS * prices.of("archive_objects_day") * prices.of("s3_put_thousand") / 1000;
        double kept = 365 * prices.of("archive_day_bytes") * prices.perByte("s3_gb_month");
        // Eventually consistent: half a unit for 4 KB.
        double reads = Bills.EVENTS_TODAY * itemBytes / 8192;
        return puts + kept + prices.units(0, reads);
    }
}
