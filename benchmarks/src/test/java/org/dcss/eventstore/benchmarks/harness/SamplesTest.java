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
    void theEndsAreTheLeastAndTheGreatest() {
        Samples samples = samples(7, 3, 8, 5);

        assertThat(samples.min()).isEqualTo(3);
        assertThat(samples.max()).isEqualTo(8);
    }

    @Test
    void aQuantileIsAlwaysAMeasuredValue() {
        Samples hundred = new Samples();
        DoubleStream.iterate(1, value -> value + 1).limit(101).forEach(hundred::add);

        assertThat(hundred.quantile(0.99)).isEqualTo(100);
        assertThat(samples(1, 2).quantile(0.4)).isEqualTo(1);
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
