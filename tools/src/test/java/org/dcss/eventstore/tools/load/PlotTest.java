package org.dcss.eventstore.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlotTest {

    private static final Pattern LABEL = Pattern.compile("text-anchor=\"end\">([^<]*)<");

    private static List<String> labels(String unit, double most) {
        String svg = Plot.svg("title", unit, Map.of("p50", List.of(0.0, most)));
        return LABEL.matcher(svg)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ms,991,0 ms 250 ms 500 ms 750 ms 1000 ms",
        "ms,3.9,0 ms 1 ms 2 ms 3 ms 4 ms",
        "ms,102891.5,0 s 50 s 100 s 150 s 200 s",
        "ms,0,0 ms 0.3 ms 0.5 ms 0.8 ms 1 ms",
        "'',300,'0  100  200  300  400 '"
    })
    void axisEndsAtARoundNumberAndTellsManyMillisecondsAsSeconds(String unit, double most, String labels) {
        assertThat(String.join(" ", labels(unit, most))).isEqualTo(labels);
    }

    /** A style, because the page's own colour of texts wins over an attribute. */
    @Test
    void nameHasItsLinesColour() {
        assertThat(Plot.svg("title", "ms", Map.of("p50", List.of(1.0))))
                .contains("stroke=\"#0a6\"", "style=\"fill:#0a6\">p50<");
    }
}
