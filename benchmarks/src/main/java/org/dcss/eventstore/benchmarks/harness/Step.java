package org.dcss.eventstore.benchmarks.harness;

/** What is done over and over. */
@FunctionalInterface
public interface Step {

    void run() throws Exception;

    /** How long it takes, on the average of so many times. */
    default double millis(int times) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            run();
        }
        return (System.nanoTime() - start) / 1e6 / times;
    }
}
