package org.dcss.eventstore.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Measures several things in turns, A B C A B C …, so that a machine whose speed drifts slows all of them alike, and
 * compares them turn by turn.
 */
public final class SideBySide {

    /** One thing to measure. */
    @FunctionalInterface
    public interface Contender {
        /** Does it once; the figure is whatever the benchmark compares. */
        double measure() throws Exception;
    }

    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, double[]> figures = new LinkedHashMap<>();

    /** Adds one; the order is that of the turns. */
    public SideBySide with(String name, Contender contender) {
        contenders.put(name, contender);
        return this;
    }

    /** Runs the turns, after some that do not count. */
    public void run(int warmUps, int turns) throws Exception {
        contenders.keySet().forEach(name -> figures.put(name, new double[turns]));
        for (int turn = -warmUps; turn < turns; turn++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                double figure = contender.getValue().measure();
                if (turn >= 0) {
                    figures(contender.getKey())[turn] = figure;
                }
            }
            System.err.printf("  turn %d of %d%n", turn + warmUps + 1, warmUps + turns);
        }
    }

    public Samples of(String name) {
        Samples samples = new Samples();
        for (double figure : figures(name)) {
            samples.add(figure);
        }
        return samples;
    }

    /** How many times as large the figure of {@code name} was as that of {@code floor} in the same turn. */
    public Samples ratio(String name, String floor) {
        return compare(name, floor, (mine, theirs) -> mine / theirs);
    }

    /** By how much the figure of {@code name} was larger than that of {@code floor} in the same turn. */
    public Samples above(String name, String floor) {
        return compare(name, floor, (mine, theirs) -> mine - theirs);
    }

    private Samples compare(String name, String floor, DoubleBinaryOperator comparison) {
        Samples samples = new Samples();
        double[] mine = figures(name);
        double[] theirs = figures(floor);
        for (int turn = 0; turn < mine.length; turn++) {
            samples.add(comparison.applyAsDouble(mine[turn], theirs[turn]));
        }
        return samples;
    }

    private double[] figures(String name) {
        double[] found = figures.get(name);
        if (found == null) {
            throw new IllegalArgumentException("nothing was measured of " + name);
        }
        return found;
    }
}
