package org.dcss.eventstore.tools.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plot of values by the second, as SVG. */
final class Plot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 70;
    /** In how many steps an axis is divided. */
    private static final int STEPS = 4;

    private static final List<Double> ROUND = List.of(1.0, 2.0, 4.0, 6.0, 8.0, 10.0);

    /** From here on milliseconds are told as seconds. */
    private static final double LONG = 10_000;

    private static final List<String> COLOURS = List.of("#0a6", "#06c", "#c30");

    private Plot() {}

    /** @param lines their names and values, three at most */
    static String svg(String title, String unit, Map<String, List<Double>> lines) {
        double most = lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(x -> x)
                .max()
                .orElse(0);
        double top = round(most);
        boolean isLong = unit.equals("ms") && top >= LONG;
        double scale = isLong ? 1_000 : 1;
        String shown = isLong ? "s" : unit;
        int seconds = lines.values().stream().mapToInt(List::size).max().orElse(0);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>")
                .append(title)
                .append("</figcaption><svg viewBox=\"0 0 ")
                .append(WIDTH + 2 * MARGIN)
                .append(' ')
                .append(HEIGHT + 2 * MARGIN)
                .append("\">\n");
        for (int i = 0; i <= STEPS; i++) {
            double y = MARGIN + HEIGHT - HEIGHT * i / (double) STEPS;
            svg.append(
                    "<path class=\"grid\" d=\"M%d %.1fh%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s %s</text>\n"
                            .formatted(MARGIN, y, WIDTH, MARGIN - 6, y + 4, number(top * i / STEPS / scale), shown));
            svg.append("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>\n"
                    .formatted(MARGIN + WIDTH * i / (double) STEPS, MARGIN + HEIGHT + 20, seconds * i / STEPS));
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
            svg.append("\"/><text x=\"%d\" y=\"30\" style=\"fill:%s\">%s</text>\n"
                    .formatted(MARGIN + 160 * line, colour, named.getKey()));
            line++;
        }
        return svg.append("</svg></figure>\n").toString();
    }

    /** The least round number that is no less: its quarters are round enough to read. */
    private static double round(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        return ROUND.stream()
                .mapToDouble(digit -> digit * power)
                .filter(top -> top >= most)
                .findFirst()
                .orElse(10 * power);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
