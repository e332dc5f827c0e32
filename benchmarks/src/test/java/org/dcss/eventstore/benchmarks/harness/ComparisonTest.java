package org.dcss.eventstore.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void targetsTakeTurnsInTheOrderTheyWereAdded() throws Exception {
        List<String> done = new ArrayList<>();
        Comparison comparison = new Comparison()
                .with("a", () -> {
                    done.add("a");
                    return 1;
                })
                .with("b", () -> {
                    done.add("b");
                    return 1;
                });

        comparison.run(1, 2);

        assertThat(done).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void warmupsDoNotCount() throws Exception {
        Comparison comparison = new Comparison().with("a", figures(1_000, 2_000, 7, 8, 9));

        comparison.run(2, 3);

        assertThat(comparison.of("a").median()).isEqualTo(8);
    }

    @Test
    void figuresAreComparedWithThoseOfTheSameIteration() throws Exception {
        Comparison slowingDown =
                new Comparison().with("target", figures(3, 60, 9)).with("baseline", figures(2, 40, 600));

        slowingDown.run(0, 3);

        assertThat(slowingDown.ratio("target", "baseline")).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void whatWasNotMeasuredHasNoFigures() {
        assertThatThrownBy(() -> new Comparison().of("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
    }

    private static Comparison.Measurement figures(double... figures) {
        Iterator<Double> next = DoubleStream.of(figures).boxed().iterator();
        return next::next;
    }
}
