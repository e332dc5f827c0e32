package org.dcss.eventstore.benchmarks.harness;

import java.util.List;

/** One question, which anyone can ask again. Leaves nothing running and nothing on disk. */
@FunctionalInterface
public interface Benchmark {

    /** Measures, within minutes. Progress goes to {@code System.err}. */
    List<Table> run(Effort effort) throws Exception;
}
