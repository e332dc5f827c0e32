package org.dcss.eventstore.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Named rows of figures under named columns, which carry their units. */
public final class Table {

    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /** @param columns with {@code |} between them, and a space on either side of it */
    public Table(String title, String columns) {
        this.title = title;
        this.columns = List.of(columns.split(" \\| ", -1));
    }

    /** Adds strings and numbers, one a column; a number is printed with about three digits that matter. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Of the numbers in a column, counted from 0. */
    public double sum(int column) {
        return rows.stream()
                .mapToDouble(row -> ((Number) row.get(column)).doubleValue())
                .sum();
    }

    public String title() {
        return title;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** As Markdown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        line(text, columns);
        text.append("|---".repeat(columns.size())).append("|\n");
        rows.forEach(row -> line(text, row.stream().map(Table::cell).toList()));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(Object value) {
        if (!(value instanceof Number number)) {
            return value.toString();
        }
        double figure = Math.abs(number.doubleValue());
        if (number instanceof Integer || number instanceof Long || figure >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number.doubleValue());
        }
        return String.format(Locale.ROOT, figure >= 10 ? "%.1f" : figure >= 1 ? "%.2f" : "%.3f", number.doubleValue());
    }
}
