package org.dcss.eventstore.benchmarks;

import java.util.List;
import java.util.NoSuchElementException;
import org.dcss.eventstore.benchmarks.harness.Table;

/** The figures of tables by table, row and column. */
public final class Figures {

    private final List<Table> tables;

    public Figures(List<Table> tables) {
        this.tables = tables;
    }

    /**
     * The names of a table's rows, in order.
     *
     * @param table the start of its title
     */
    public List<String> rows(String table) {
        return table(table).rows().stream().map(row -> row.get(0).toString()).toList();
    }

    /**
     * A figure.
     *
     * @param table the start of its title
     * @param column its name, or the start of the first whose name starts so
     */
    public double of(String table, String row, String column) {
        Table found = table(table);
        int exact = found.columns().indexOf(column);
        int at = exact >= 0 ? exact : firstThatStarts(column, found.columns());
        return found.rows().stream()
                .filter(cells -> cells.get(0).toString().equals(row))
                .mapToDouble(cells -> ((Number) cells.get(at)).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    private Table table(String start) {
        return tables.stream()
                .filter(table -> table.title().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("a table whose title starts with " + start));
    }

    private static int firstThatStarts(String start, List<String> columns) {
        int place = 0;
        while (!columns.get(place).startsWith(start)) {
            place++;
        }
        return place;
    }
}
