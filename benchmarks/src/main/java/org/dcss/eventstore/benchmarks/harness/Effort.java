package org.dcss.eventstore.benchmarks.harness;

/** How much is measured. */
public enum Effort {
    /** Enough to see that it runs; the figures mean little. */
    QUICK,
    /** Enough to quote the figures. */
    FULL;

    /** The one of two numbers that is meant. */
    public int of(int quick, int full) {
        return this == QUICK ? quick : full;
    }
}
