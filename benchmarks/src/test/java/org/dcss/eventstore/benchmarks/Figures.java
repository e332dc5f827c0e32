package org.dcss.eventstore.benchmarks;

import java.util.List;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;

/** A report's figures by table, row and column. */
public final class Figures {

    private final Report report;

    public Figures(Report report) {
        this.report = report;
    }

    /** The names of a table's rows, in order. */
    public List<String> rows(int table) {
        return report.tables().get(table).rows().stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    /**
     * A figure.
     *
     * @param column the first whose name starts so
     */
    public double of(int table, String row, String column) {
        Table found = report.tables().get(table);
        int place = 0;
        while (!found.columns().get(place).startsWith(column)) {
            place++;
        }
        int at = place;
        return found.rows().stream()
                .filter(cells -> cells.get(0).toString().equals(row))
                .mapToDouble(cells -> ((Number) cells.get(at)).doubleValue())
                .findFirst()
                .orElseThrow();
    }
}
