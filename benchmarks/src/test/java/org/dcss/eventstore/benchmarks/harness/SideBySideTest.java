package org.dcss.eventstore.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void allTakeTurnsInTheOrderTheyWereAdded() throws Exception {
        List<String> done = new ArrayList<>();
        SideBySide turns = new SideBySide()
                .with("a", () -> {
                    done.add("a");
                    return 1;
                })
                .with("b", () -> {
                    done.add("b");
                    return 1;
                });

        turns.run(1, 2);

        assertThat(done).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void warmUpsDoNotCount() throws Exception {
        SideBySide turns = new SideBySide().with("a", figures(1_000, 2_000, 7, 8, 9));

        turns.run(2, 3);

        assertThat(turns.of("a").min()).isEqualTo(7);
        assertThat(turns.of("a").max()).isEqualTo(9);
    }

    @Test
    void figuresAreComparedWithThoseOfTheSameTurn() throws Exception {
        SideBySide slowingDown =
                new SideBySide().with("mine", figures(3, 6, 30)).with("floor", figures(2, 4, 20));

        slowingDown.run(0, 3);

        Samples ratios = slowingDown.ratio("mine", "floor");
        assertThat(ratios.min()).isCloseTo(1.5, within(1e-9));
        assertThat(ratios.max()).isCloseTo(1.5, within(1e-9));
        assertThat(slowingDown.above("mine", "floor").median()).isEqualTo(2);
    }

    @Test
    void whatWasNotMeasuredHasNoFigures() {
        assertThatThrownBy(() -> new SideBySide().of("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
    }

    private static SideBySide.Contender figures(double... figures) {
        Iterator<Double> next =
                java.util.stream.DoubleStream.of(figures).boxed().iterator();
        return next::next;
    }
}
