package org.dcss.eventstore.benchmarks.cost;

import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.benchmarks.testbed.Meter;
import org.dcss.eventstore.benchmarks.workload.Invocation;

/**
 * What an invocation was measured to use, on average.
 *
 * @param processor milliseconds of a whole processor
 * @param logBytes that the function printed
 * @param answerBytes of the body that a client gets
 */
record Usage(Invocation invocation, double processor, Meter.Count count, double logBytes, double answerBytes) {

    /** The one of an invocation, by its title. */
    static Usage of(String title, Map<String, Usage> usages) {
        return Objects.requireNonNull(usages.get(title), title);
    }
}
