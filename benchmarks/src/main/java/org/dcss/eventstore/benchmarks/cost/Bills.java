package org.dcss.eventstore.benchmarks.cost;

import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.harness.Table;

/** What is paid for what, in dollars. */
final class Bills {

    private static final double MILLION = 1e6;
    private static final double DAYS = 30;
    private static final double MONTH_SECONDS = DAYS * 86_400;
    /** 23,000 milestones and 3,500 games a day. */
    static final double EVENTS_TODAY = 26_500 * DAYS;
    /** Taken to be three times today's on 16 days. */
    private static final double EVENTS_OF_TOURNAMENT = 26_500 * (16 * 3 + 14);

    /** Puts that a direct design would have under way at the same time, as the consumer has. */
    private static final double PUTS_AT_ONCE = 16;

    private final Tariff tariff;
    private final Measured measured;
    private final double itemBytes;
    private final int metrics;

    /**
     * Bills.
     *
     * @param itemBytes of an event in the table
     * @param metrics how many CloudWatch charges for
     */
    Bills(Tariff tariff, Measured measured, double itemBytes, int metrics) {
        this.tariff = tariff;
        this.measured = measured;
        this.itemBytes = itemBytes;
        this.metrics = metrics;
    }

    /** Dollars for one event, by what is paid. */
    record Line(double api, double submit, double queue, double consumer, double table) {
        double total() {
            return api + submit + queue + consumer + table;
        }
    }

    /** What an event costs that comes alone, at today's rate. */
    Line today() {
        return line(measured.submitOne(), measured.consumeOne());
    }

    /** A month of Lambda's polls of a queue that is empty. */
    double idle() {
        return tariff.prices().other("idle_polls_month") * tariff.prices().queueRequest();
    }

    /** A month of the functions' own metrics. */
    double ownMetrics() {
        return metrics * tariff.prices().other("metric_month");
    }

    int metrics() {
        return metrics;
    }

    /** Bytes that so many months of events take in the table. */
    double stored(double events, double months) {
        return months * events * (itemBytes + tariff.prices().other("item_overhead_bytes"));
    }

    private Line line(Usage submit, Usage consume) {
        double sent = submit.scenario().events();
        double consumed = consume.scenario().events();
        return new Line(
                tariff.api(submit) / sent,
                tariff.function(submit) / sent,
                tariff.queue(submit) / sent + tariff.delivery() / consumed,
                tariff.function(consume) / consumed,
                tariff.table(submit) / sent + tariff.table(consume) / consumed);
    }

    /** Submit waits for its puts instead of its sends. */
    private double direct(Usage submit, Usage consume) {
        double events = submit.scenario().events();
        double more = Math.ceil(events / PUTS_AT_ONCE) - submit.scenario().waves();
        double millis = tariff.billed(submit) + more * tariff.prices().other("call_ms");
        return (tariff.api(submit) + tariff.run(Role.SUBMIT, millis) + tariff.log(submit) + tariff.table(submit))
                        / events
                + tariff.table(consume) / consume.scenario().events();
    }

    Table perMillion() {
        Table table = new Table(
                "Dollars for a million events",
                "how they come",
                "API",
                "submit",
                "queue",
                "consumer",
                "tables",
                "in all",
                "direct",
                "in all / direct");
        row(table, "singly, one after another", measured.submitOne(), measured.consumeOne(), measured.consumeOne());
        row(table, "singly, many at once", measured.submitOne(), measured.consumeTen(), measured.consumeTen());
        row(table, "in batches of 10", measured.submitTen(), measured.consumeTen(), measured.consumeTen());
        row(table, "in batches of 100", measured.submitHundred(), measured.consumeTen(), measured.consumeTen());
        row(table, "in batches of 100, late", measured.submitHundred(), measured.consumeLate(), measured.consumeTen());
        return table;
    }

    /** @param inTime what consuming takes without delay, as the direct design always does */
    private void row(Table table, String how, Usage submit, Usage consume, Usage inTime) {
        Line line = line(submit, consume);
        double direct = direct(submit, inTime);
        table.row(
                how,
                line.api() * MILLION,
                line.submit() * MILLION,
                line.queue() * MILLION,
                line.consumer() * MILLION,
                line.table() * MILLION,
                line.total() * MILLION,
                direct * MILLION,
                line.total() / direct);
    }

    Table perMonth() {
        Table table = new Table(
                "Dollars a month for taking events, and for having kept a year of them",
                "load",
                "events",
                "events' own",
                "idle polling of the queue",
                "metrics (" + metrics + ")",
                "storage after a year",
                "in all",
                "direct, in all",
                "in all / direct");
        month(table, "DCSS today, singly", EVENTS_TODAY, measured.consumeOne());
        month(table, "a month with a tournament, singly", EVENTS_OF_TOURNAMENT, measured.consumeOne());
        month(table, "100 times today, singly", 100 * EVENTS_TODAY, measured.consumeTen());
        return table;
    }

    private void month(Table table, String load, double events, Usage consume) {
        double own = events * line(measured.submitOne(), consume).total();
        double idle = idle();
        double fixed = ownMetrics();
        double storage = stored(events, 12) * tariff.prices().perByte("storage_gb_month");
        double direct = events * direct(measured.submitOne(), consume) + fixed + storage;
        double all = own + idle + fixed + storage;
        table.row(load, (long) events, own, idle, fixed, storage, all, direct, all / direct);
    }

    Table perClient() {
        Table table = new Table(
                "Dollars a month for one client that sees all events of today",
                "how it reads",
                "requests",
                "API",
                "query",
                "table",
                "transfer",
                "in all",
                "of polling each 60 s");
        double minute = total(measured.pollEighteen(), MONTH_SECONDS / 60);
        client(table, "polls each 60 s", measured.pollEighteen(), MONTH_SECONDS / 60, minute);
        client(table, "polls each 10 s", measured.pollThree(), MONTH_SECONDS / 10, minute);
        client(table, "polls each 10 s, and nothing happens", measured.pollNone(), MONTH_SECONDS / 10, minute);
        client(table, "one event per request", measured.pollOne(), EVENTS_TODAY, minute);
        return table;
    }

    private double total(Usage poll, double requests) {
        return requests * (tariff.api(poll) + tariff.function(poll) + tariff.table(poll) + tariff.transfer(poll));
    }

    private void client(Table table, String how, Usage poll, double requests, double reference) {
        double all = total(poll, requests);
        table.row(
                how,
                (long) requests,
                requests * tariff.api(poll),
                requests * tariff.function(poll),
                requests * tariff.table(poll),
                requests * tariff.transfer(poll),
                all,
                all / reference);
    }
}
