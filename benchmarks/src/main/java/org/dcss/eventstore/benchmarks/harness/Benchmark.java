package org.dcss.eventstore.benchmarks.harness;

/** One question, which anyone can ask again. Leaves nothing running and nothing on disk. */
@FunctionalInterface
public interface Benchmark {

    /** Measures, within minutes. Progress goes to {@code System.err}. */
    Report run(Effort effort) throws Exception;
}
