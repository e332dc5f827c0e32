package org.dcss.eventstore.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures several targets in turns, A B C A B C …, so that a machine whose speed drifts slows all of them alike, and
 * compares the figures of the same iteration.
 */
public final class Comparison {

    /** Measures one target once; the figure is whatever the benchmark compares. */
    @FunctionalInterface
    public interface Measurement {
        double measure() throws Exception;
    }

    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final Map<String, Samples> samples = new LinkedHashMap<>();

    /** Adds a target; each iteration measures them in this order. */
    public Comparison with(String target, Measurement measurement) {
        measurements.put(target, measurement);
        return this;
    }

    /** Runs the iterations, after some for warmup that do not count. */
    public void run(int warmups, int iterations) throws Exception {
        for (int i = -warmups; i < iterations; i++) {
            for (Map.Entry<String, Measurement> one : measurements.entrySet()) {
                double figure = one.getValue().measure();
                if (i >= 0) {
                    samples.computeIfAbsent(one.getKey(), any -> new Samples()).add(figure);
                }
            }
            System.err.printf("  iteration %d of %d%n", i + warmups + 1, warmups + iterations);
        }
    }

    /** The figures of a target that was measured, by iteration. */
    public Samples of(String target) {
        Samples found = samples.get(target);
        if (found == null) {
            throw new IllegalArgumentException("nothing was measured of " + target);
        }
        return found;
    }

    /** The median of how many times as large the target's figure is as the baseline's of the same iteration. */
    public double ratio(String target, String baseline) {
        return of(target).dividedBy(of(baseline)).median();
    }
}
