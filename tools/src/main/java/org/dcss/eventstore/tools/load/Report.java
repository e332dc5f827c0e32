package org.dcss.eventstore.tools.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a run, for people: as text, and as a page with plots. */
public record Report(
        String run,
        int planned,
        Latencies acknowledged,
        Latencies visible,
        Map<String, Integer> errors,
        Ledger.Audit audit) {

    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

    String text() {
        StringBuilder text = new StringBuilder(run).append('\n');
        text.append("%,d events were due, %,d acknowledged%n".formatted(planned, audit.acknowledged()));
        errors.forEach((error, count) -> text.append("  %,d times: %s%n".formatted(count, error)));
        text.append("%-24s%s%n".formatted("ms since it was due", names("%10s")));
        text.append("%-24s%s%n".formatted("acknowledged", values(acknowledged, "%10.1f")));
        text.append("%-24s%s%n".formatted("in the feed", values(visible, "%10.1f")));
        return text.append(verdict()).append('\n').toString();
    }

    private String verdict() {
        return "%,d acknowledged, %,d read back, %d lost, %d doubled: %s"
                .formatted(
                        audit.acknowledged(),
                        audit.read(),
                        audit.lost(),
                        audit.doubled(),
                        audit.isKept() ? "as promised" : "NOT as promised");
    }

    private static String names(String format) {
        StringBuilder names = new StringBuilder();
        PERCENTILES.forEach(each -> names.append(format.formatted(each == 100 ? "most" : "p" + number(each))));
        return names.toString();
    }

    private static String values(Latencies latencies, String format) {
        StringBuilder values = new StringBuilder();
        PERCENTILES.forEach(each -> values.append(format.formatted(latencies.at(each))));
        return values.toString();
    }

    private static String number(double percentile) {
        return percentile == Math.rint(percentile) ? Long.toString((long) percentile) : Double.toString(percentile);
    }

    String html() {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <meta charset="utf-8">
                <title>Load</title>
                <style>
                body { font: 15px/1.5 sans-serif; max-width: 65rem; margin: 2rem auto; padding: 0 1rem }
                td, th { text-align: right; padding: 0 1em } td:first-child { text-align: left }
                text { font-size: 12px; fill: #555 } polyline { stroke-width: 1.5 } .grid { stroke: #ddd }
                </style>
                <h1>Load</h1>
                """);
        html.append("<p>").append(escaped(run)).append("<p>").append(escaped(verdict()));
        html.append("<table><tr><th>ms since it was due").append(names("<th>%s"));
        html.append("<tr><td>acknowledged").append(values(acknowledged, "<td>%.1f"));
        html.append("<tr><td>in the feed").append(values(visible, "<td>%.1f")).append("</table>\n");
        if (!errors.isEmpty()) {
            html.append("<table><tr><th>error<th>times");
            errors.forEach((error, count) -> html.append("<tr><td>")
                    .append(escaped(error))
                    .append("<td>")
                    .append(count));
            html.append("</table>\n");
        }
        html.append(plot("Acknowledged, by the second in which it was due", acknowledged));
        html.append(plot("In the feed, by the second in which it was due", visible));
        return html.append(Plot.svg(
                        "Acknowledged events, by the second", "", Map.of("events", acknowledged.countsBySecond())))
                .toString();
    }

    private static String plot(String title, Latencies latencies) {
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        lines.put("p50", latencies.bySecond(50));
        lines.put("p99", latencies.bySecond(99));
        lines.put("most", latencies.bySecond(100));
        return Plot.svg(title, "ms", lines);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
