package org.dcss.eventstore.benchmarks.cost;

import org.dcss.eventstore.benchmarks.harness.Table;

/** The lines of a monthly bill, and their sum. */
final class Bill {

    private final Table table = new Table(
            "Dollars a month for DCSS today, singly, a year of them kept, by line",
            "line | dollars | what switches it off");
    private double total;

    Bill line(String line, double dollars, String switchedOffBy) {
        total += dollars;
        table.row(line, dollars, switchedOffBy);
        return this;
    }

    Table table() {
        return table;
    }

    double total() {
        return total;
    }
}
