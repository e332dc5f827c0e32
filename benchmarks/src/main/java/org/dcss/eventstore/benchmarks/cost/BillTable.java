package org.dcss.eventstore.benchmarks.cost;

import org.dcss.eventstore.benchmarks.harness.Table;

/** The lines of a monthly bill, and their sum. */
final class BillTable {

    private final Table table;
    private double total;

    BillTable(String title) {
        this.table = new Table(title, "line | dollars | what switches it off");
    }

    void line(String line, double dollars, String switchedOffBy) {
        total += dollars;
        table.row(line, dollars, switchedOffBy);
    }

    /** With the sum as its last row. */
    Table table() {
        return table.row("in all", total, "");
    }
}
