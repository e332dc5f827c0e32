package org.dcss.eventstore.tools.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plot of values by the second, as SVG. */
final class Plot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 60;
    private static final List<String> COLOURS = List.of("#0a6", "#06c", "#c30");

    private Plot() {}

    /** @param lines their names and values, three at most */
    static String svg(String title, String unit, Map<String, List<Double>> lines) {
        double most = lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(x -> x)
                .max()
                .orElse(0);
        double top = most <= 0 ? 1 : most;
        int seconds = lines.values().stream().mapToInt(List::size).max().orElse(0);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>")
                .append(title)
                .append("</figcaption><svg viewBox=\"0 0 ")
                .append(WIDTH + 2 * MARGIN)
                .append(' ')
                .append(HEIGHT + 2 * MARGIN)
                .append("\">\n");
        for (int i = 0; i <= 4; i++) {
            double y = MARGIN + HEIGHT - HEIGHT * i / 4.0;
            svg.append(
                    "<path class=\"grid\" d=\"M%d %.1fh%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s %s</text>\n"
                            .formatted(MARGIN, y, WIDTH, MARGIN - 6, y + 4, number(top * i / 4), unit));
            svg.append("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>\n"
                    .formatted(MARGIN + WIDTH * i / 4.0, MARGIN + HEIGHT + 20, seconds * i / 4));
        }
        int line = 0;
        for (Map.Entry<String, List<Double>> named : lines.entrySet()) {
            String colour = COLOURS.get(line % COLOURS.size());
            svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" points=\"");
            for (int second = 0; second < named.getValue().size(); second++) {
                svg.append("%.1f,%.1f "
                        .formatted(
                                MARGIN + (double) WIDTH * second / Math.max(1, seconds - 1),
                                MARGIN + HEIGHT - HEIGHT * named.getValue().get(second) / top));
            }
            svg.append("\"/><text x=\"%d\" y=\"30\" fill=\"%s\">%s</text>\n"
                    .formatted(MARGIN + 160 * line, colour, named.getKey()));
            line++;
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private static String number(double value) {
        return value >= 100 ? "%.0f".formatted(value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
