package org.dcss.eventstore.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theMedianIsTheMiddleOneWhateverTheOrder() {
        assertThat(samples(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void oneOutlierDoesNotMoveTheMedian() {
        assertThat(samples(3, 4, 5, 6, 1_000_000).median()).isEqualTo(5);
    }

    @Test
    void theMedianIsAlwaysAMeasuredValue() {
        assertThat(samples(1, 2).median()).isEqualTo(2);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThatThrownBy(() -> new Samples().median()).isInstanceOf(IllegalStateException.class);
    }

    private static Samples samples(double... values) {
        Samples samples = new Samples();
        DoubleStream.of(values).forEach(samples::add);
        return samples;
    }
}
